package io.aerostat.bridge.mqtt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the messages that the bridge could not pass on, and logs the number at most every few seconds. Any thread. */
final class Drops {
    private static final Logger LOG = LoggerFactory.getLogger(MqttBridge.class);
    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final String bridge;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    Drops(String bridge) {
        this.bridge = bridge;
    }

    /**
     * Counts a message.
     *
     * @param topic the topic of the message, as its sender has named it
     */
    void add(String topic, @Nullable String reason) {
        long total = count.incrementAndGet();
        long due = nextLine.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + INTERVAL)) {
            LOG.warn("bridge {}: dropped {} messages until now, the last one of {}: {}", bridge, total, topic, reason);
        }
    }

    /** Returns the number of messages. */
    long count() {
        return count.get();
    }
}
