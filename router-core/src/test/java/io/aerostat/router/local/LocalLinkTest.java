package io.aerostat.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OversizedMessage;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests an in-process client that is faster than the router. */
class LocalLinkTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final DefaultEventExecutorGroup loops = new DefaultEventExecutorGroup(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger handled = new AtomicInteger();
    private final Receiver receiver = new Receiver();

    private static final class Receiver implements LocalReceiver {
        final AtomicInteger writable = new AtomicInteger();
        volatile @Nullable String closed;

        @Override
        public void message(WampMessage message) {}

        @Override
        public void writable() {
            writable.incrementAndGet();
        }

        @Override
        public void closed(String reason) {
            closed = reason;
        }
    }

    private final class Counting implements LinkHandler {
        @Override
        public void onMessage(WampMessage message) {
            handled.incrementAndGet();
        }

        @Override
        public void onViolation(ProtocolViolation violation) {}

        @Override
        public void onOversized(OversizedMessage message) {}

        @Override
        public void onClosed(String reason) {}
    }

    /** Returns a connection to a router that does nothing until the gate is open. */
    private LocalConnection connected() {
        LocalConnection connection = new LocalLinks(loops, link -> new Counting()).open(receiver);
        loops.next().execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return connection;
    }

    @AfterEach
    void end() {
        gate.countDown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    @Conformance("INP-1")
    void isToldWhenToPauseAndWhenToGoOn() {
        LocalConnection connection = connected();
        int sent = 0;
        while (connection.isWritable()) {
            connection.send(new Event.Received(1));
            sent++;
        }
        assertThat(sent).isGreaterThan(1000);
        assertThat(receiver.writable).hasValue(0);
        gate.countDown();

        int all = sent;
        await().atMost(SOON).until(() -> handled.get() == all);
        assertThat(receiver.writable).hasValue(1);
        assertThat(connection.isWritable()).isTrue();
        assertThat(receiver.closed).isNull();
    }

    @Test
    @Conformance("INP-1")
    void isCutOffWhenItNeverPauses() {
        LocalConnection connection = connected();
        for (int i = 0; i < 100_001; i++) {
            connection.send(new Event.Received(1));
        }
        gate.countDown();

        await().atMost(SOON).until(() -> receiver.closed != null);
        assertThat(receiver.closed).contains("100000 messages wait");
    }
}
