package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session that continually calls its own procedure, with eight calls in flight, and checks each answer. Runs on a
 * thread of its own, and begins at once.
 */
final class CallsInFlight implements AutoCloseable {
    private static final int IN_FLIGHT = 8;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final CompletableFuture<Void> calling;

    /** @param peer a peer that has joined; {@link #close} closes it */
    CallsInFlight(RawPeer peer, String procedure) {
        peer.register(procedure);
        calling = CompletableFuture.runAsync(() -> call(peer, procedure), thread);
    }

    private void call(RawPeer peer, String procedure) {
        try (peer) {
            long sent = 0;
            while (!over.get() || answered.get() < sent) {
                while (!over.get() && sent - answered.get() < IN_FLIGHT) {
                    peer.call(procedure, ++sent);
                }
                Message message = peer.receive();
                if (message.type() == INVOCATION) {
                    peer.yield(message, message.list(4).toArray());
                } else {
                    assertThat(message.type()).as("%s", message).isEqualTo(RESULT);
                    assertThat(message.list(3).get(0)).isEqualTo(answered.incrementAndGet());
                }
            }
        }
    }

    /** Waits until this number of further calls have been answered. */
    void awaitMore(int calls) {
        long goal = answered.get() + calls;
        await("%d more calls".formatted(calls))
                .atMost(Duration.ofSeconds(30))
                .until(() -> calling.isDone() || answered.get() >= goal);
        assertThat(calling.getNow(null)).as("throws what has gone wrong").isNull();
        assertThat(calling).isNotDone();
    }

    /** Stops calling, and waits until all calls in flight are answered. Fails if any answer was wrong. */
    @Override
    public void close() throws Exception {
        over.set(true);
        try {
            calling.get(30, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
    }
}
