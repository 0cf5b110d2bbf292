package io.aerostat.store;

import java.time.Duration;

/**
 * Options of a file store. Each log also has the limit of its rule.
 *
 * @param sync whether each commit waits until the storage device has the bytes, so that acknowledged events survive a
 *     loss of power; otherwise, they survive only the end of the process
 * @param cacheMegabytes the size of the cache of pages, in megabytes
 * @param waitingBytes the largest total size of events that wait to be written; further events are refused
 * @param bytesPerLog the largest total size of the events of one log
 * @param maxAge the age above which events are removed; zero for no limit
 */
public record FileStoreOptions(boolean sync, int cacheMegabytes, long waitingBytes, long bytesPerLog, Duration maxAge) {
    public static final FileStoreOptions DEFAULT = new FileStoreOptions(true, 16, 64L << 20, 1L << 30, Duration.ZERO);

    public FileStoreOptions {
        if (cacheMegabytes < 1) {
            throw new IllegalArgumentException("cacheMegabytes: found " + cacheMegabytes + " (expected 1 or more)");
        }
        if (waitingBytes < 1) {
            throw new IllegalArgumentException("waitingBytes: found " + waitingBytes + " (expected 1 or more)");
        }
        if (bytesPerLog < 1) {
            throw new IllegalArgumentException("bytesPerLog: found " + bytesPerLog + " (expected 1 or more)");
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge: found " + maxAge + " (expected zero or more)");
        }
    }

    /** Returns a copy with another value of {@link #sync}. */
    public FileStoreOptions withSync(boolean value) {
        return new FileStoreOptions(value, cacheMegabytes, waitingBytes, bytesPerLog, maxAge);
    }

    /** Returns a copy with another value of {@link #waitingBytes}. */
    public FileStoreOptions withWaitingBytes(long bytes) {
        return new FileStoreOptions(sync, cacheMegabytes, bytes, bytesPerLog, maxAge);
    }

    /** Returns a copy with other bounds for each log. */
    public FileStoreOptions withBounds(long bytes, Duration age) {
        return new FileStoreOptions(sync, cacheMegabytes, waitingBytes, bytes, age);
    }
}
