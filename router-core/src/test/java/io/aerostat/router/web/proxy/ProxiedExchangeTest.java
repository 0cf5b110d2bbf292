package io.aerostat.router.web.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.web.exchange.BodyReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the pace of a request and its response between a client and an upstream. */
class ProxiedExchangeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ClientConnection client = new ClientConnection();
    private final EmbeddedChannel upstream = new EmbeddedChannel();

    /** Releases the bytes that the tests did not read. */
    @AfterEach
    void close() {
        upstream.finishAndReleaseAll();
        client.channel.finishAndReleaseAll();
    }

    private void begin() {
        ProxiedExchange proxied = new ProxiedExchange(client.exchange, client.exchange.request(), false, TIMEOUT);
        proxied.setUp(upstream);
        upstream.pipeline().fireChannelActive();
    }

    private void upstreamSends(String bytes) {
        upstream.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
    }

    private void timePasses() {
        client.channel.advanceTimeBy(TIMEOUT.plusSeconds(1).toNanos(), TimeUnit.NANOSECONDS);
        client.channel.runScheduledPendingTasks();
    }

    @Test
    void theDeadlineOfTheUpstreamIsSetAgainAfterTheClientHasStalled() {
        begin();
        client.reads = false;
        upstreamSends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        timePasses();
        assertThat(client.aborted).as("while the client reads nothing").isFalse();

        client.readsAgain();
        timePasses();

        assertThat(client.aborted).isTrue();
        assertThat(upstream.isOpen()).isFalse();
    }

    @Test
    void aClientThatReadsAfterTheEndSetsNoDeadline() {
        begin();
        upstreamSends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

        client.readsAgain();
        timePasses();

        assertThat(client.aborted).isFalse();
    }

    @Test
    void theLastPieceOfABodyDoesNotPauseReading() {
        client.exchange.expectBody();
        client.exchange.receive(new BodyReceiver() {
            @Override
            public void piece(ByteBuf piece) {
                piece.release();
                client.exchange.pauseBody();
            }

            @Override
            public void end() {}
        });

        client.exchange.receive(Unpooled.copiedBuffer("last", ISO_8859_1), true);

        assertThat(client.pauses).isZero();
        assertThat(client.exchange.hasWholeBody()).isTrue();
    }
}
