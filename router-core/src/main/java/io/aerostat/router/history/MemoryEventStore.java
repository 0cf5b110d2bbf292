package io.aerostat.router.history;

/**
 * Keeps events in memory while the realm runs. Each rule limits the number of events in its log, and the store limits
 * the total payload size of each log.
 */
public final class MemoryEventStore implements EventStore {
    private static final long DEFAULT_BYTES_PER_LOG = 64L << 20;

    private final long bytesPerLog;

    public MemoryEventStore() {
        this(DEFAULT_BYTES_PER_LOG);
    }

    /**
     * Creates a store.
     *
     * @param bytesPerLog the largest total size of the payloads in one log, in bytes
     */
    public MemoryEventStore(long bytesPerLog) {
        if (bytesPerLog < 1) {
            throw new IllegalArgumentException("bytesPerLog: found " + bytesPerLog + " (expected 1 or more)");
        }
        this.bytesPerLog = bytesPerLog;
    }

    @Override
    public EventLog open(String realm, HistoryRule rule) {
        return new MemoryEventLog(rule.limit(), bytesPerLog);
    }
}
