package io.aerostat.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An MQTT client over WebSocket for tests, which chooses the boundaries of frames. */
final class WebSocketPeer implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private final EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    private final EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(1 << 20));
    private final WebSocket socket;

    private WebSocketPeer(int port, String subprotocol) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(subprotocol)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/mqtt"), this)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    static WebSocketPeer connect(int port, String subprotocol) {
        return new WebSocketPeer(port, subprotocol);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Returns the bytes of packets. */
    byte[] bytes(Object... packets) {
        ByteBuf all = Unpooled.buffer();
        for (Object packet : packets) {
            encoder.writeOutbound(packet);
            for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
                all.writeBytes(part);
                part.release();
            }
        }
        return ByteBufUtil.getBytes(all);
    }

    /** Sends bytes in one frame. {@code isLast} says whether the frame is the last one of its message. */
    void send(byte[] bytes, boolean isLast) {
        socket.sendBinary(ByteBuffer.wrap(bytes), isLast).join();
    }

    /** Sends bytes in one frame to a router that may close the connection in the meantime. */
    void sendAnyway(byte[] bytes) {
        try {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        } catch (CompletionException e) {
            closed.completeExceptionally(e);
        }
    }

    boolean hasPackets() {
        return !arrived.isEmpty();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    String ping(String text) throws Exception {
        socket.sendPing(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))).join();
        return pong.get(30, TimeUnit.SECONDS);
    }

    /** Returns the next packet, which must be of this type. */
    <T> T next(Class<T> type) throws InterruptedException {
        Object packet = arrived.poll(30, TimeUnit.SECONDS);
        if (!type.isInstance(packet)) {
            throw new AssertionError("found " + packet + " (expected " + type.getSimpleName() + ")");
        }
        return type.cast(packet);
    }

    /** Returns the code of the router's close frame. */
    int closeCode() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        decoder.writeInbound(Unpooled.copiedBuffer(data));
        for (Object packet = decoder.readInbound(); packet != null; packet = decoder.readInbound()) {
            arrived.add(packet);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pong.complete(StandardCharsets.UTF_8.decode(message).toString());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
