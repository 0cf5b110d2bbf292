package io.aerostat.router.broker.publication;

import java.util.concurrent.CompletionStage;

/**
 * A publication that is retained.
 *
 * @param publication the publication with its number; without a number if a newer publication has already replaced it
 * @param kept completes when the event is as safe as its store can make it; {@code EventLog.DONE} if it is safe already
 */
public record Retention(Publication publication, CompletionStage<Void> kept) {}
