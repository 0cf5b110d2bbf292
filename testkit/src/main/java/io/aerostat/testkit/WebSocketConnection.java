package io.aerostat.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A connection over WebSocket, with hand-written framing. */
public final class WebSocketConnection implements Connection {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final ByteStream stream;
    private final Encoding encoding;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();

    private WebSocketConnection(ByteStream stream, Encoding encoding) {
        this.stream = stream;
        this.encoding = encoding;
    }

    /**
     * Performs the opening handshake.
     *
     * @param path the path, without its leading slash
     * @throws ConnectionRefused if the router refuses the upgrade; the exception's message is the head of the response
     */
    public static WebSocketConnection open(ByteStream stream, String path, Encoding encoding) throws IOException {
        try {
            stream.write(
                    ("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                    + "Sec-WebSocket-Protocol: " + encoding.subprotocol() + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) stream.read());
            }
            if (!head.toString().startsWith("HTTP/1.1 101 ")) {
                throw new ConnectionRefused(head.toString());
            }
            return new WebSocketConnection(stream, encoding);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public byte @Nullable [] readFrame() throws IOException {
        int first = stream.read();
        int length = stream.read();
        byte[] payload = stream.read((int) (length < 126 ? length : stream.readInteger(length == 126 ? 2 : 8)));
        switch (first & 0x0F) {
            case CLOSE -> {
                write(CLOSE, payload);
                throw new EOFException("close frame "
                        + (payload.length < 2 ? "" : ByteBuffer.wrap(payload).getShort()));
            }
            case PING -> write(PONG, payload);
            case PONG -> {}
            default -> {
                fragments.writeBytes(payload);
                if ((first & FIN) != 0) {
                    byte[] message = fragments.toByteArray();
                    fragments.reset();
                    return message;
                }
            }
        }
        return null;
    }

    @Override
    public void send(byte[] message) throws IOException {
        write(encoding.isText() ? TEXT : BINARY, message);
    }

    /** Sends one unfragmented frame. */
    private synchronized void write(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) (FIN | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        stream.write(bytes);
    }

    @Override
    public void reset() throws IOException {
        stream.reset();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
