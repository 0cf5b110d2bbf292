package io.aerostat.protocol.framing.codec;

import io.netty.buffer.ByteBuf;

/** Writes RawSocket frames into a buffer (RAW-5). Stateless; any thread. */
public final class RawSocketWriter {
    /** The number of bytes to reserve before a message of unknown length. */
    public static final int HEADER_LENGTH = RawSocketReader.HEADER_LENGTH;

    private RawSocketWriter() {}

    /**
     * Writes the header of the message that occupies {@code out} from {@code frame} + {@link #HEADER_LENGTH} to the
     * writer index.
     *
     * @param frame the index at which the frame begins
     */
    public static void finishMessage(ByteBuf out, int frame) {
        out.setInt(frame, header(RawSocketReader.MESSAGE, out.writerIndex() - frame - HEADER_LENGTH));
    }

    public static void writeMessage(ByteBuf out, byte[] bytes) {
        out.writeInt(header(RawSocketReader.MESSAGE, bytes.length)).writeBytes(bytes);
    }

    public static void writePing(ByteBuf out, byte[] payload) {
        out.writeInt(header(RawSocketReader.PING, payload.length)).writeBytes(payload);
    }

    public static void writePong(ByteBuf out, byte[] payload) {
        out.writeInt(header(RawSocketReader.PONG, payload.length)).writeBytes(payload);
    }

    private static int header(int type, int length) {
        if (length < 0 || length > RawSocketHandshake.LARGEST_MESSAGE_SIZE) {
            throw new IllegalArgumentException("RawSocket frame: found " + length + " bytes (expected at most "
                    + RawSocketHandshake.LARGEST_MESSAGE_SIZE + ")");
        }
        // Only the length 2^24 needs a 25th bit, which is placed above the type (RAW-5).
        return type << 24 | length >>> 24 << 27 | length & 0x00FFFFFF;
    }
}
