package io.aerostat.router.history;

import org.jspecify.annotations.Nullable;

/**
 * A retained event as a store keeps it.
 *
 * @param event the event; the audience may name sessions, and the details contain the publisher if it is disclosed
 * @param publisher the session that has published the event
 * @param authid the authid of the publisher
 * @param authrole the role of the publisher
 * @param excludesPublisher whether the publisher's session does not get the event
 * @param resourceKey the {@code rkey} of the publication
 * @param place the place of the event in the order of all retained events of the realm
 */
public record RetainedRecord(
        StoredEvent event,
        long publisher,
        String authid,
        String authrole,
        boolean excludesPublisher,
        @Nullable String resourceKey,
        long place) {}
