package io.aerostat.cluster.nats;

import java.time.Duration;

/**
 * Options of a store in JetStream. Each log also has the limit of its rule.
 *
 * @param replicas the number of NATS servers that store each event, 1 to 5
 * @param bytesPerLog the largest total size of the events of one log
 * @param maxAge the age above which events are removed; zero for no limit
 * @param waitingBytes the largest total size of events that wait to be stored; further events are lost. In each realm,
 *     the same limit applies to the names of topics whose retained events wait to be copied. Above this limit, no
 *     change is lost, but the whole copy is compared later
 */
public record JetStreamStoreOptions(int replicas, long bytesPerLog, Duration maxAge, long waitingBytes) {
    public static final JetStreamStoreOptions DEFAULT =
            new JetStreamStoreOptions(1, 1L << 30, Duration.ZERO, 16L << 20);

    public JetStreamStoreOptions {
        if (replicas < 1 || replicas > 5) {
            throw new IllegalArgumentException("replicas: found " + replicas + " (expected 1 to 5)");
        }
        if (bytesPerLog < 1) {
            throw new IllegalArgumentException("bytesPerLog: found " + bytesPerLog + " (expected 1 or more)");
        }
        if (maxAge.isNegative() || (!maxAge.isZero() && maxAge.compareTo(Duration.ofSeconds(1)) < 0)) {
            throw new IllegalArgumentException("maxAge: found " + maxAge + " (expected zero, or a second or more)");
        }
        if (waitingBytes < 1) {
            throw new IllegalArgumentException("waitingBytes: found " + waitingBytes + " (expected 1 or more)");
        }
    }

    /** Returns a copy with other bounds for each log. */
    public JetStreamStoreOptions withBounds(long bytes, Duration age) {
        return new JetStreamStoreOptions(replicas, bytes, age, waitingBytes);
    }

    /** Returns a copy with another number of replicas. */
    public JetStreamStoreOptions withReplicas(int number) {
        return new JetStreamStoreOptions(number, bytesPerLog, maxAge, waitingBytes);
    }

    /** Returns a copy with another bound for events that wait. */
    public JetStreamStoreOptions withWaitingBytes(long bytes) {
        return new JetStreamStoreOptions(replicas, bytesPerLog, maxAge, bytes);
    }
}
