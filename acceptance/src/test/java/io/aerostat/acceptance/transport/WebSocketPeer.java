package io.aerostat.acceptance.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A WebSocket client for tests. It sends any frames, valid or not, and describes the frames that it receives. */
final class WebSocketPeer implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    final RawConnection raw;
    /** The head of the response to the opening request. */
    final String head;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater(true);

    private WebSocketPeer(RawConnection raw, String head) {
        this.raw = raw;
        this.head = head;
    }

    /** Opens a WebSocket. The request has these additional headers, each with its line end. */
    static WebSocketPeer open(RawConnection raw, String path, String headers) throws IOException {
        raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
        String head = raw.readUntil("\r\n\r\n");
        if (!head.startsWith("HTTP/1.1 101 ")
                || !head.toLowerCase(Locale.ROOT).contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n")) {
            throw new AssertionError("no upgrade: " + head);
        }
        return new WebSocketPeer(raw, head);
    }

    static WebSocketPeer wamp(RawConnection raw, String subprotocol) throws IOException {
        return open(raw, "/ws", "Sec-WebSocket-Protocol: " + subprotocol + "\r\n");
    }

    /** Adds a masked frame, which {@link #flush} sends. */
    WebSocketPeer frame(int first, byte[] payload) {
        return frame(first, payload, payload.length < 126 ? 0 : payload.length < 1 << 16 ? 2 : 8);
    }

    /** Adds a masked frame whose length has this number of bytes after the second byte of the frame. */
    WebSocketPeer frame(int first, byte[] payload, int lengthBytes) {
        sent.write(first);
        header(payload.length, lengthBytes);
        for (int i = 0; i < payload.length; i++) {
            sent.write(payload[i] ^ MASK[i & 3]);
        }
        return this;
    }

    /** Adds only the head of a masked frame, without a payload. */
    WebSocketPeer head(int first, long length) {
        sent.write(first);
        header(length, length < 126 ? 0 : length < 1 << 16 ? 2 : 8);
        return this;
    }

    private void header(long length, int lengthBytes) {
        if (lengthBytes == 0) {
            sent.write(MASKED | (int) length);
        } else {
            sent.write(MASKED | (lengthBytes == 2 ? 126 : 127));
            byte[] big = ByteBuffer.allocate(8).putLong(length).array();
            sent.write(big, 8 - lengthBytes, lengthBytes);
        }
        sent.writeBytes(MASK);
    }

    WebSocketPeer frame(int first, String text) {
        return frame(first, text.getBytes(UTF_8));
    }

    /** Adds bytes unchanged. */
    WebSocketPeer raw(byte[] bytes) {
        sent.writeBytes(bytes);
        return this;
    }

    WebSocketPeer flush() throws IOException {
        return flush(Integer.MAX_VALUE);
    }

    /** Sends the added frames, in pieces of this number of bytes. */
    WebSocketPeer flush(int piece) throws IOException {
        byte[] all = sent.toByteArray();
        sent.reset();
        for (int from = 0; from < all.length; from += piece) {
            int length = Math.min(piece, all.length - from);
            byte[] part = new byte[length];
            System.arraycopy(all, from, part, 0, length);
            raw.offer(part);
            if (piece == Integer.MAX_VALUE) {
                break;
            }
        }
        return this;
    }

    /** Sends a text message. */
    void send(String text) throws IOException {
        frame(FIN | TEXT, text).flush();
    }

    /**
     * Returns a description of the next frame: {@code text Hello}, {@code binary 00ff}, {@code ping …}, {@code pong …}
     * or {@code close 1000 reason}; at the end of the connection, returns {@code end}. Expects frames that are neither
     * fragmented nor masked.
     */
    String next() {
        if (raw.isAtEnd()) {
            return "end";
        }
        int first = raw.read();
        byte[] payload = payload();
        if ((first & FIN) == 0 || (first & 0x30) != 0) {
            throw new AssertionError("found a frame that begins with " + Integer.toHexString(first));
        }
        if ((first & RSV1) != 0) {
            payload = inflate(payload);
        }
        return switch (first & 0x0F) {
            case TEXT -> "text " + new String(payload, UTF_8);
            case BINARY -> "binary " + new String(payload, ISO_8859_1);
            case PING -> "ping " + new String(payload, ISO_8859_1);
            case PONG -> "pong " + new String(payload, ISO_8859_1);
            case CLOSE ->
                "close"
                        + (payload.length == 0
                                ? ""
                                : " " + (ByteBuffer.wrap(payload).getShort() & 0xFFFF)
                                        + (payload.length == 2
                                                ? ""
                                                : " " + new String(payload, 2, payload.length - 2, UTF_8)));
            default -> throw new AssertionError("found opcode " + (first & 0x0F));
        };
    }

    /** Returns the bytes of the next message, which must be binary. */
    byte[] binary() {
        String message = next();
        if (!message.startsWith("binary ")) {
            throw new AssertionError("found " + message + " (expected a binary message)");
        }
        return message.substring("binary ".length()).getBytes(ISO_8859_1);
    }

    String text() {
        String message = next();
        if (!message.startsWith("text ")) {
            throw new AssertionError("found " + message + " (expected a text message)");
        }
        return message.substring("text ".length());
    }

    private byte[] payload() {
        int second = raw.read();
        if ((second & MASKED) != 0) {
            throw new AssertionError("found a masked frame of a server");
        }
        long length = second;
        if (second >= 126) {
            length = 0;
            for (int i = second == 126 ? 2 : 8; i > 0; i--) {
                length = length << 8 | raw.read();
            }
            if (length < (second == 126 ? 126 : 1 << 16)) {
                throw new AssertionError("found a length of " + length + " in more bytes than it needs");
            }
        }
        return raw.read((int) length);
    }

    private byte[] inflate(byte[] deflated) {
        byte[] whole = new byte[deflated.length + 4];
        System.arraycopy(deflated, 0, whole, 0, deflated.length);
        whole[whole.length - 2] = (byte) 0xFF;
        whole[whole.length - 1] = (byte) 0xFF;
        inflater.setInput(whole);
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        byte[] chunk = new byte[64 * 1024];
        try {
            for (int count = inflater.inflate(chunk); count > 0; count = inflater.inflate(chunk)) {
                inflated.write(chunk, 0, count);
            }
        } catch (DataFormatException e) {
            throw new AssertionError("the router compressed badly", e);
        }
        return inflated.toByteArray();
    }

    @Override
    public void close() {
        inflater.end();
        raw.close();
    }
}
