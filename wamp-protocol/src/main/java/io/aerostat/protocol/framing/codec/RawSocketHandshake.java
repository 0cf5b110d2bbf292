package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * The four octets with which each side of a RawSocket begins: {@code 7F | LLLLSSSS | 00 | 00} (RAW-1, RAW-2).
 *
 * @param maxMessageSize the largest message that the sender of these octets is ready to receive: a power of two from 2^9 to 2^24
 * @param serialization the serialization of both directions
 */
public record RawSocketHandshake(int maxMessageSize, Serialization serialization) {
    /** The first octet of every RawSocket connection, in both directions. */
    public static final int MAGIC = 0x7F;

    /** Octets of a handshake, of its reply, and of a refusal. */
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

    /** The smallest size a handshake can announce that admits messages of {@code maxMessageSize} octets, or the largest there is. */
    public static int announced(int maxMessageSize) {
        if (maxMessageSize <= SMALLEST_MESSAGE_SIZE) {
            return SMALLEST_MESSAGE_SIZE;
        }
        if (maxMessageSize >= LARGEST_MESSAGE_SIZE) {
            return LARGEST_MESSAGE_SIZE;
        }
        return Integer.highestOneBit(maxMessageSize - 1) << 1;
    }

    /** Appends the four octets. */
    public void writeTo(ByteBuf out) {
        int exponent = Integer.numberOfTrailingZeros(maxMessageSize) - LOWEST_EXPONENT;
        out.writeInt(MAGIC << 24 | exponent << 20 | serialization.rawSocketId() << 16);
    }

    /** Appends the four octets with which a router refuses a handshake (RAW-3). */
    public static void writeRefusal(RawSocketError error, ByteBuf out) {
        out.writeInt(MAGIC << 24 | error.code() << 20);
    }

    /**
     * A router reads the four octets of a client.
     *
     * @throws RawSocketRefused if they are no RawSocket, use reserved bits, or name a serialization that does not exist
     */
    public static RawSocketHandshake readOpening(ByteBuf in) throws RawSocketRefused {
        int octets = readOctets(in);
        if ((octets & 0xFFFF) != 0) {
            throw RawSocketRefused.because(
                    RawSocketError.RESERVED_BITS_USED, found(octets) + " (expected zero in the third and fourth)");
        }
        Optional<Serialization> serialization = Serialization.ofRawSocketId(octets >>> 16 & 0xF);
        if (serialization.isEmpty()) {
            throw RawSocketRefused.because(
                    RawSocketError.SERIALIZER_UNSUPPORTED, found(octets) + " (expected a known serializer)");
        }
        return new RawSocketHandshake(size(octets), serialization.get());
    }

    /**
     * A client reads the four octets of a router's reply.
     *
     * @param requested the serialization that the client asked for
     * @throws RawSocketRefused if the router refuses, or replies what it must not
     */
    public static RawSocketHandshake readReply(ByteBuf in, Serialization requested) throws RawSocketRefused {
        int octets = readOctets(in);
        int serializer = octets >>> 16 & 0xF;
        if (serializer == 0) {
            int code = octets >>> 20 & 0xF;
            Optional<RawSocketError> error = RawSocketError.ofCode(code);
            if (error.isEmpty()) {
                throw RawSocketRefused.silently("the router refused the handshake with unknown error " + code);
            }
            throw RawSocketRefused.because(
                    error.get(),
                    "the router refused the handshake: " + error.get().meaning());
        }
        if ((octets & 0xFFFF) != 0) {
            throw RawSocketRefused.silently(found(octets) + " (expected zero in the third and fourth)");
        }
        if (serializer != requested.rawSocketId()) {
            throw RawSocketRefused.silently(
                    found(octets) + " (expected serializer " + requested.rawSocketId() + " as requested)");
        }
        return new RawSocketHandshake(size(octets), requested);
    }

    private static int readOctets(ByteBuf in) throws RawSocketRefused {
        int octets = in.readInt();
        if (octets >>> 24 != MAGIC) {
            throw RawSocketRefused.silently(found(octets) + " (expected 7f first)");
        }
        return octets;
    }

    private static int size(int octets) {
        return 1 << LOWEST_EXPONENT + (octets >>> 20 & 0xF);
    }

    private static String found(int octets) {
        return String.format("RawSocket handshake: found octets %08x", octets);
    }
}
