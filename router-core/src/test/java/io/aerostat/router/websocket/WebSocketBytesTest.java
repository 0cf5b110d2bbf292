package io.aerostat.router.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.bridge.BridgedProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the frames of a bridged protocol with a client that may read nothing. */
class WebSocketBytesTest {
    private final Client client = new Client();

    /** A connection whose client reads nothing until it is told to. */
    private static final class Client extends EmbeddedChannel {
        private boolean reads;

        Client() {
            pipeline().addLast(new WebSocketBytes(1_024, new EarlyBytes(), new Silent(), unused()));
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) throws Exception {
            if (reads) {
                super.doWrite(out);
            }
        }

        long pendingBytes() {
            return unsafe().outboundBuffer().totalPendingWriteBytes();
        }

        void send(WebSocketFrame frame) {
            EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
            encoder.writeOutbound(frame);
            for (ByteBuf bytes = encoder.readOutbound(); bytes != null; bytes = encoder.readOutbound()) {
                writeInbound(bytes);
            }
            encoder.finishAndReleaseAll();
        }

        void ping(String text) {
            send(new PingWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        }

        String sent() {
            StringBuilder sent = new StringBuilder();
            for (ByteBuf bytes = readOutbound(); bytes != null; bytes = readOutbound()) {
                sent.append(bytes.toString(StandardCharsets.ISO_8859_1));
                bytes.release();
            }
            return sent.toString();
        }

        void wait(int seconds) {
            advanceTimeBy(seconds, TimeUnit.SECONDS);
            runScheduledPendingTasks();
        }
    }

    /** A protocol that reads and writes nothing. */
    private static final class Silent implements BridgedProtocol {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public boolean beginsWith(byte first) {
            return false;
        }

        @Override
        public List<String> subprotocols() {
            return List.of();
        }

        @Override
        public void install(ChannelPipeline pipeline, BridgedConnection connection) {}
    }

    private static BridgedConnection unused() {
        return (BridgedConnection) Proxy.newProxyInstance(
                WebSocketBytesTest.class.getClassLoader(),
                new Class<?>[] {BridgedConnection.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("found a call of " + method + " (expected none)");
                });
    }

    @AfterEach
    void close() {
        client.reads = true;
        client.finishAndReleaseAll();
    }

    @Test
    void pingsOfAClientThatReadsNothingDoNotFillTheMemory() {
        for (int i = 0; i < 10_000; i++) {
            client.ping("ping " + i);
        }

        assertThat(client.pendingBytes()).isLessThan(70_000);
    }

    @Test
    void aClientThatReadsAgainGetsThePongOfItsLatestPing() {
        for (int i = 0; i < 2_000; i++) {
            client.ping("ping " + i);
        }
        client.reads = true;

        client.flush();

        assertThat(client.sent()).contains("ping 0").endsWith("ping 1999");
    }

    @Test
    void aConnectionWhoseClientLeavesAndReadsNothingIsClosedInTime() {
        client.send(new CloseWebSocketFrame(1000, "bye"));

        assertThat(client.isOpen()).isTrue();
        client.wait(5);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatTheRouterEndsIsClosedInTime() {
        client.pipeline().close();

        assertThat(client.isOpen()).isTrue();
        client.wait(5);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aConnectionWithABrokenFrameIsClosedInTime() {
        client.writeInbound(Unpooled.copiedBuffer(new byte[] {(byte) 0xFF, 0x00}));

        assertThat(client.isOpen()).isTrue();
        client.wait(5);
        assertThat(client.isOpen()).isFalse();
    }
}
