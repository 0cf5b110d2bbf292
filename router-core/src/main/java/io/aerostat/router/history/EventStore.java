package io.aerostat.router.history;

/** Where realms remember events. One store may serve several realms, and need not be the one in memory. Any thread. */
@FunctionalInterface
public interface EventStore {
    /**
     * The log of one topic or pattern of a realm, with what is in it from before. Called while the realm starts, which waits for it.
     *
     * @throws RuntimeException if the log cannot be had; the realm then does not start
     */
    EventLog open(String realm, HistoryRule rule);
}
