package io.aerostat.router.history;

import java.util.Optional;

/** Keeps the events of realms for history queries. One store may serve several realms. Any thread. */
@FunctionalInterface
public interface EventStore {
    /**
     * Opens the log of one topic or pattern of a realm, including the events from earlier runs. Called while the realm
     * starts; the start waits for the result.
     *
     * @throws RuntimeException if the log cannot be opened; the realm then does not start
     */
    EventLog open(String realm, HistoryRule rule);

    /**
     * Opens the retained events of a realm, including events from earlier runs. Called while the realm starts; the
     * start waits for the result.
     *
     * @return empty if this store does not keep retained events; they then last only as long as the realm
     * @throws RuntimeException if the events cannot be opened; the realm then does not start
     */
    default Optional<RetainedLog> openRetained(String realm) {
        return Optional.empty();
    }

    /**
     * Opens a copy of the retained events that the nodes of a realm have in memory. Called while the realm starts, if
     * {@link #openRetained} has returned nothing.
     *
     * @return empty if this store does not copy retained events
     */
    default Optional<RetainedCopy> openRetainedCopy(String realm) {
        return Optional.empty();
    }
}
