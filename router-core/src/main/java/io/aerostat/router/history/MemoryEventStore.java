package io.aerostat.router.history;

/** Remembers events as long as the realm lives, bounded in number by each rule and in size for each log. */
public final class MemoryEventStore implements EventStore {
    private static final long DEFAULT_BYTES_PER_LOG = 64L << 20;

    private final long bytesPerLog;

    public MemoryEventStore() {
        this(DEFAULT_BYTES_PER_LOG);
    }

    /** @param bytesPerLog how great the payloads of one log may be together */
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
