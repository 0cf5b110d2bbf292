package io.aerostat.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A connection over RawSocket, with hand-written framing (RAW-1, RAW-5). */
public final class RawSocketConnection implements Connection {
    private static final int MAGIC = 0x7F;
    private static final int GREATEST_LENGTH_CODE = 15;
    private static final int MESSAGE = 0;
    private static final int PING = 1;
    private static final int PONG = 2;

    private final ByteStream stream;

    private RawSocketConnection(ByteStream stream) {
        this.stream = stream;
    }

    /** Performs the handshake of a peer that accepts messages of any length. */
    public static RawSocketConnection open(ByteStream stream, Encoding encoding) throws IOException {
        return open(stream, encoding, GREATEST_LENGTH_CODE);
    }

    /**
     * Performs the handshake of a peer that limits the length of received messages.
     *
     * @param lengthCode 0 for 512 bytes; each higher code doubles the length
     * @throws ConnectionRefused if the router refuses the handshake; the exception's message is {@code error code N}
     */
    public static RawSocketConnection open(ByteStream stream, Encoding encoding, int lengthCode) throws IOException {
        try {
            stream.write(new byte[] {(byte) MAGIC, (byte) (lengthCode << 4 | encoding.rawSocketId()), 0, 0});
            byte[] answer = stream.read(4);
            if (answer[0] != MAGIC || (answer[1] & 0x0F) == 0) {
                throw new ConnectionRefused("error code " + (answer[1] >>> 4 & 0x0F));
            }
            if ((answer[1] & 0x0F) != encoding.rawSocketId()) {
                throw new ConnectionRefused("the answer " + HexFormat.of().formatHex(answer));
            }
            return new RawSocketConnection(stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public byte @Nullable [] readFrame() throws IOException {
        int type = stream.read();
        byte[] payload = stream.read((int) stream.readInteger(3));
        switch (type) {
            case MESSAGE -> {
                return payload;
            }
            case PING -> write(PONG, payload);
            default -> throw new IOException("found a frame of type " + type);
        }
        return null;
    }

    @Override
    public void send(byte[] message) throws IOException {
        write(MESSAGE, message);
    }

    private synchronized void write(int type, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(4 + payload.length);
        frame.putInt(type << 24 | payload.length).put(payload);
        stream.write(frame.array());
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
