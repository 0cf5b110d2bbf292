package io.aerostat.router.broker.history;

/** Where a realm remembers events. */
@FunctionalInterface
public interface EventStore {
    /** The log of one topic or pattern, with what is in it from before. Called while the realm starts. */
    EventLog open(HistoryRule rule);
}
