package io.aerostat.router.history;

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
}
