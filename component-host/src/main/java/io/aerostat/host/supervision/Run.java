package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One life of a {@link Supervised} thing, from its start to its end. Its methods may be called on any thread. */
public interface Run {

    /** Completes when it is in service; never if it ends before that. */
    CompletionStage<Void> ready();

    /**
     * Completes as {@link #ready} does, or fails when a first attempt to be in service failed although it lives and goes on
     * trying, as a container does whose components fail.
     */
    default CompletionStage<Void> firstAttempt() {
        return ready();
    }

    /** Completes when it has ended, never exceptionally. */
    CompletionStage<Ending> ended();

    /**
     * Asks it to end and, if it has not by the deadline, ends it by force. Returns at once; {@link #ended} tells when it is
     * over. Asking twice keeps the earlier deadline.
     *
     * @param deadline how long it may take to end by itself
     */
    void stop(Duration deadline);
}
