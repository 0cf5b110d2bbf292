package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TooManyConnectionsTest {
    private final Semaphore places = new Semaphore(1);
    private final EmbeddedChannel first = connect();

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(new TooManyConnections(false, false, false, 7, places));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    @AfterEach
    void close() {
        first.finishAndReleaseAll();
    }

    private static String said(EmbeddedChannel channel) {
        StringBuilder said = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            said.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return said.toString();
    }

    @Test
    void aSilentConnectionIsRefusedAfterAWhile() {
        assertThat(said(first)).isEmpty();
        assertThat(places.availablePermits()).isZero();

        first.advanceTimeBy(1, TimeUnit.SECONDS);
        first.runScheduledPendingTasks();

        assertThat(said(first)).startsWith("HTTP/1.1 503 ").contains("the limit of 7 is reached");
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnce() {
        EmbeddedChannel second = connect();

        assertThat(said(second)).startsWith("HTTP/1.1 503 ");
        assertThat(said(first)).isEmpty();
        second.finishAndReleaseAll();
        assertThat(places.availablePermits()).isZero();
    }

    @Test
    void aRequestFreesThePlace() {
        first.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));

        assertThat(said(first)).startsWith("HTTP/1.1 503 ");
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void aConnectionThatEndsFreesItsPlace() {
        first.close();

        assertThat(places.availablePermits()).isOne();
    }
}
