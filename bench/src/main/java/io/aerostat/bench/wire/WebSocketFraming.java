package io.aerostat.bench.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The framing of WebSocket (RFC 6455) for both client and server, without compression and fragments. */
final class WebSocketFraming implements Framing {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /**
     * The mask of all frames. The mask can be constant, because it has nothing to hide; the router must unmask frames
     * with any mask.
     */
    private static final int MASK = 0x3AC5_9617;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final boolean client;
    private final String host;
    private final String path;
    private Encoding encoding;
    private boolean open;

    private WebSocketFraming(boolean client, Encoding encoding, String host, String path) {
        this.client = client;
        this.encoding = encoding;
        this.host = host;
        this.path = path;
    }

    static WebSocketFraming client(Encoding encoding, String host, String path) {
        return new WebSocketFraming(true, encoding, host, path);
    }

    static WebSocketFraming server() {
        return new WebSocketFraming(false, Encoding.JSON, "", "/");
    }

    @Override
    public void open(Bytes out) {
        if (client) {
            out.add(("GET " + path + " HTTP/1.1\r\nHost: " + host
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                            + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: "
                            + encoding.subprotocol() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public int read(byte[] bytes, int from, int to, Connection connection) {
        int at = from;
        if (!open) {
            int end = Bytes.find(END_OF_HEAD, bytes, from, to);
            if (end < 0) {
                return from;
            }
            opened(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1), connection);
            at = end + END_OF_HEAD.length;
        }
        while (connection.isReading()) {
            int next = readFrame(bytes, at, to, connection);
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Reads a frame. Returns the position at which the next frame begins, or -1 if this frame is incomplete. */
    private int readFrame(byte[] bytes, int from, int to, Connection connection) {
        if (to - from < 2) {
            return -1;
        }
        int at = from + 2;
        long length = bytes[from + 1] & 0x7F;
        boolean masked = (bytes[from + 1] & MASKED) != 0;
        int lengthBytes = length < 126 ? 0 : length == 126 ? 2 : 8;
        if (to - at < lengthBytes + (masked ? 4 : 0)) {
            return -1;
        }
        if (lengthBytes > 0) {
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | bytes[at++] & 0xFF;
            }
        }
        int mask = 0;
        if (masked) {
            mask = (int) INTS.get(bytes, at);
            at += 4;
        }
        if (to - at < length) {
            return -1;
        }
        if (masked) {
            mask(bytes, at, (int) length, mask);
        }
        frame(bytes, from, at, (int) length, connection);
        return at + (int) length;
    }

    private void frame(byte[] bytes, int header, int from, int length, Connection connection) {
        if ((bytes[header] & FIN) == 0) {
            throw new WireException("WebSocket: found a fragmented message (expected a whole one)");
        }
        int opcode = bytes[header] & 0xF;
        if (opcode == PING) {
            Bytes pong = new Bytes(length + 6);
            writeFrame(pong, PONG, bytes, from, length);
            connection.sendFrame(pong.array(), 0, pong.length());
        } else if (opcode == CLOSE) {
            String reason = length < 2 ? "" : " " + ((bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF);
            connection.peerCloses("WebSocket close" + reason);
        } else if (opcode != PONG) {
            connection.received(bytes, from, length);
        }
    }

    private void opened(String head, Connection connection) {
        String[] lines = head.split("\r\n", -1);
        open = true;
        if (client) {
            if (!lines[0].startsWith("HTTP/1.1 101")) {
                throw new WireException("WebSocket refused: " + lines[0]);
            }
        } else {
            encoding = requested(field(lines, "sec-websocket-protocol"));
            byte[] answer = ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"
                            + "\r\nSec-WebSocket-Protocol: " + encoding.subprotocol() + "\r\nSec-WebSocket-Accept: "
                            + accept(field(lines, "sec-websocket-key")) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            connection.sendFrame(answer, 0, answer.length);
        }
        connection.opened(encoding);
    }

    private static Encoding requested(String subprotocols) {
        for (Encoding encoding : Encoding.values()) {
            if (subprotocols.contains(encoding.subprotocol())) {
                return encoding;
            }
        }
        throw new WireException("WebSocket: found subprotocols " + subprotocols + " (expected a known one)");
    }

    private static String field(String[] lines, String name) {
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        throw new WireException("WebSocket: found no " + name + " (expected one)");
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void write(Bytes out, byte[] message, int from, int length) {
        writeFrame(out, encoding.isText() ? 1 : 2, message, from, length);
    }

    private void writeFrame(Bytes out, int opcode, byte[] payload, int from, int length) {
        out.add(FIN | opcode);
        int maskBit = client ? MASKED : 0;
        if (length < 126) {
            out.add(maskBit | length);
        } else if (length < 0x1_0000) {
            out.add(maskBit | 126);
            out.add(length, 2);
        } else {
            out.add(maskBit | 127);
            out.add(length, 8);
        }
        if (client) {
            out.add(MASK, 4);
        }
        int at = out.grow(length);
        System.arraycopy(payload, from, out.array(), at, length);
        if (client) {
            mask(out.array(), at, length, MASK);
        }
    }

    private static void mask(byte[] bytes, int from, int length, int mask) {
        int at = from;
        int end = from + length;
        for (; at + 4 <= end; at += 4) {
            INTS.set(bytes, at, (int) INTS.get(bytes, at) ^ mask);
        }
        for (int shift = 24; at < end; at++, shift -= 8) {
            bytes[at] ^= (byte) (mask >>> shift);
        }
    }
}
