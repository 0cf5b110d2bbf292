package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * The four bytes with which each side begins a RawSocket connection: {@code 7F | LLLLSSSS | 00 | 00} (RAW-1, RAW-2).
 *
 * @param maxMessageSize the largest message that the sender of these bytes accepts, in bytes: a power of two from 2^9
 *     to 2^24
 * @param serialization the serialization of both directions
 */
public record RawSocketHandshake(int maxMessageSize, Serialization serialization) {
    /** The first byte of every RawSocket connection, in both directions. */
    public static final int MAGIC = 0x7F;

    /** The length in bytes of the opening, of the reply, and of a refusal. */
    public static final int LENGTH = 4;

    public static final int SMALLEST_MESSAGE_SIZE = 1 << 9;
    public static final int LARGEST_MESSAGE_SIZE = 1 << 24;

    private static final int LOWEST_EXPONENT = 9;

    public RawSocketHandshake {
        if (maxMessageSize != announced(maxMessageSize)) {
            throw new IllegalArgumentException("RawSocket message size: found " + maxMessageSize
                    + " (expected a power of two from " + SMALLEST_MESSAGE_SIZE + " to " + LARGEST_MESSAGE_SIZE + ")");
        }
    }

    /**
     * Returns the smallest power of two from 2^9 to 2^24 that is not less than {@code maxMessageSize}; 2^24 if there is
     * none.
     */
    public static int announced(int maxMessageSize) {
        if (maxMessageSize <= SMALLEST_MESSAGE_SIZE) {
            return SMALLEST_MESSAGE_SIZE;
        }
        if (maxMessageSize >= LARGEST_MESSAGE_SIZE) {
            return LARGEST_MESSAGE_SIZE;
        }
        return Integer.highestOneBit(maxMessageSize - 1) << 1;
    }

    /** Appends the four bytes. */
    public void writeTo(ByteBuf out) {
        int exponent = Integer.numberOfTrailingZeros(maxMessageSize) - LOWEST_EXPONENT;
        out.writeInt(MAGIC << 24 | exponent << 20 | serialization.rawSocketId() << 16);
    }

    /** Appends the four bytes with which a router refuses a connection (RAW-3). */
    public static void writeRefusal(RawSocketError error, ByteBuf out) {
        out.writeInt(MAGIC << 24 | error.code() << 20);
    }

    /**
     * Reads the client's four bytes, on the router's side.
     *
     * @throws RawSocketRefused if the bytes are not a RawSocket handshake, use reserved bits, or name an unknown
     *     serialization
     */
    public static RawSocketHandshake readOpening(ByteBuf in) throws RawSocketRefused {
        int bytes = readBytes(in);
        if ((bytes & 0xFFFF) != 0) {
            throw RawSocketRefused.because(
                    RawSocketError.RESERVED_BITS_USED, found(bytes) + " (expected zero in the third and fourth byte)");
        }
        Optional<Serialization> serialization = Serialization.ofRawSocketId(bytes >>> 16 & 0xF);
        if (serialization.isEmpty()) {
            throw RawSocketRefused.because(
                    RawSocketError.SERIALIZER_UNSUPPORTED, found(bytes) + " (expected a known serializer)");
        }
        return new RawSocketHandshake(size(bytes), serialization.get());
    }

    /**
     * Reads the router's reply, on the client's side.
     *
     * @param requested the serialization that the client has requested
     * @throws RawSocketRefused if the router refuses the handshake, or its reply is invalid
     */
    public static RawSocketHandshake readReply(ByteBuf in, Serialization requested) throws RawSocketRefused {
        int bytes = readBytes(in);
        int serializer = bytes >>> 16 & 0xF;
        if (serializer == 0) {
            int code = bytes >>> 20 & 0xF;
            Optional<RawSocketError> error = RawSocketError.ofCode(code);
            if (error.isEmpty()) {
                throw RawSocketRefused.silently("the router refused the handshake with unknown error " + code);
            }
            throw RawSocketRefused.because(
                    error.get(),
                    "the router refused the handshake: " + error.get().meaning());
        }
        if ((bytes & 0xFFFF) != 0) {
            throw RawSocketRefused.silently(found(bytes) + " (expected zero in the third and fourth byte)");
        }
        if (serializer != requested.rawSocketId()) {
            throw RawSocketRefused.silently(
                    found(bytes) + " (expected serializer " + requested.rawSocketId() + " as requested)");
        }
        return new RawSocketHandshake(size(bytes), requested);
    }

    private static int readBytes(ByteBuf in) throws RawSocketRefused {
        int bytes = in.readInt();
        if (bytes >>> 24 != MAGIC) {
            throw RawSocketRefused.silently(found(bytes) + " (expected 7f as the first byte)");
        }
        return bytes;
    }

    private static int size(int bytes) {
        return 1 << LOWEST_EXPONENT + (bytes >>> 20 & 0xF);
    }

    private static String found(int bytes) {
        return String.format("RawSocket handshake: found bytes %08x", bytes);
    }
}
