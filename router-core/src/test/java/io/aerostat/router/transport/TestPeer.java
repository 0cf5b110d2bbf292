package io.aerostat.router.transport;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.protocol.framing.codec.RawSocketReader;
import io.aerostat.protocol.framing.codec.RawSocketReceiver;
import io.aerostat.protocol.framing.codec.RawSocketWriter;
import io.aerostat.protocol.framing.codec.WebSocketFailure;
import io.aerostat.protocol.framing.codec.WebSocketReader;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReceiver;
import io.aerostat.protocol.framing.codec.WebSocketWriter;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/** A client of one framing after its handshake. It reads frames with the project's codec, which has its own tests. */
public abstract class TestPeer implements AutoCloseable {
    /** A CALL of the procedure {@code a.b} in JSON. */
    public static final String CALL = "[48,1,{},\"a.b\"]";

    public final Wire wire;
    private final Queue<String> frames = new ArrayDeque<>();

    private TestPeer(Wire wire) {
        this.wire = wire;
    }

    /** Returns the frame that carries a message. */
    public abstract byte[] frame(byte[] message);

    abstract byte[] ping(String payload);

    abstract void feed(ByteBuf bytes) throws ProtocolViolation, WebSocketFailure;

    public void send(String json) throws IOException {
        wire.send(frame(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Returns the next frame as text, such as {@code message [1]}, {@code ping x}, {@code pong x} or {@code close
     * 1000}; null at the end of the connection.
     */
    public String next() {
        while (frames.isEmpty()) {
            byte[] bytes = wire.next();
            if (bytes == null) {
                return null;
            }
            try {
                feed(Unpooled.wrappedBuffer(bytes));
            } catch (ProtocolViolation | WebSocketFailure e) {
                throw new AssertionError("the router sent a broken frame", e);
            }
        }
        return frames.remove();
    }

    /** Returns the next message. */
    public String message() {
        String frame = next();
        if (frame == null || !frame.startsWith("message ")) {
            throw new AssertionError("found " + frame + " (expected a message)");
        }
        return frame.substring("message ".length());
    }

    @Override
    public void close() {
        wire.close();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static TestPeer rawSocket(Wire wire, Serialization serialization) throws Exception {
        ByteBuf opening = Unpooled.buffer();
        new RawSocketHandshake(1 << 24, serialization).writeTo(opening);
        wire.send(opening);
        RawSocketHandshake.readReply(Unpooled.wrappedBuffer(wire.read(4)), serialization);
        return new RawSocket(wire);
    }

    /** Performs the opening handshake with the example key of RFC 6455 §1.3. */
    public static TestPeer webSocket(Wire wire, String path, Serialization serialization) throws IOException {
        wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: " + serialization.subprotocol() + "\r\n\r\n");
        String response = wire.readUntil("\r\n\r\n");
        if (!response.startsWith("HTTP/1.1 101 ")
                || !response.toLowerCase(Locale.ROOT)
                        .contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n")) {
            throw new AssertionError(response);
        }
        return new WebSocket(wire, serialization.isText());
    }

    private static final class RawSocket extends TestPeer implements RawSocketReceiver {
        private final RawSocketReader reader = new RawSocketReader(1 << 24, 1 << 24, this);

        RawSocket(Wire wire) {
            super(wire);
        }

        @Override
        public byte[] frame(byte[] message) {
            ByteBuf out = Unpooled.buffer();
            RawSocketWriter.writeMessage(out, message);
            return ByteBufUtil.getBytes(out);
        }

        @Override
        byte[] ping(String payload) {
            ByteBuf out = Unpooled.buffer();
            RawSocketWriter.writePing(out, payload.getBytes(StandardCharsets.UTF_8));
            return ByteBufUtil.getBytes(out);
        }

        @Override
        void feed(ByteBuf bytes) throws ProtocolViolation {
            reader.read(bytes);
        }

        @Override
        public void message(byte[] bytes) {
            super.frames.add("message " + text(bytes));
        }

        @Override
        public void ping(byte[] payload) {
            super.frames.add("ping " + text(payload));
        }

        @Override
        public void pong(byte[] payload) {
            super.frames.add("pong " + text(payload));
        }

        @Override
        public void oversized(int length, byte[] head) {
            throw new AssertionError("oversized");
        }
    }

    private static final class WebSocket extends TestPeer implements WebSocketReceiver {
        private final boolean isText;
        private final WebSocketWriter writer = new WebSocketWriter(true, null);
        private final WebSocketReader reader = new WebSocketReader(
                WebSocketReaderOptions.strict(WebSocketReaderOptions.MaskRule.FORBIDDEN, 1 << 24), null, this);

        WebSocket(Wire wire, boolean isText) {
            super(wire);
            this.isText = isText;
        }

        @Override
        public byte[] frame(byte[] message) {
            ByteBuf out = Unpooled.buffer();
            writer.writeMessage(out, message, isText);
            return ByteBufUtil.getBytes(out);
        }

        @Override
        byte[] ping(String payload) {
            ByteBuf out = Unpooled.buffer();
            writer.writePing(out, payload.getBytes(StandardCharsets.UTF_8));
            return ByteBufUtil.getBytes(out);
        }

        @Override
        void feed(ByteBuf bytes) throws WebSocketFailure {
            reader.read(bytes);
        }

        @Override
        public void message(boolean text, byte[] bytes) {
            if (text != isText) {
                throw new AssertionError("the wrong opcode");
            }
            super.frames.add("message " + text(bytes));
        }

        @Override
        public void ping(byte[] payload) {
            super.frames.add("ping " + text(payload));
        }

        @Override
        public void pong(byte[] payload) {
            super.frames.add("pong " + text(payload));
        }

        @Override
        public void close(int code, String reason) {
            super.frames.add("close " + code);
        }

        @Override
        public void oversized(boolean text, byte[] head) {
            throw new AssertionError("oversized");
        }
    }
}
