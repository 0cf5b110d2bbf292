package io.aerostat.protocol.payload;

import io.aerostat.protocol.error.NotExpressible;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The {@code args} and {@code kwargs} at the end of a message, as well-formed, undecoded bytes. For a receiver with the
 * same serialization, these bytes are copied (MSG-5, SER-10). For a receiver with another serialization, they are
 * transcoded once, and the result is kept. Immutable; any thread.
 *
 * <p>The bytes are the encoded elements without the brackets of the message around them. {@link #elements()} is 0
 * (neither), 1 ({@code args}) or 2 ({@code args}, {@code kwargs}); an absent {@code args} before present {@code kwargs}
 * is an empty list (MSG-6). In JSON, the comma between the two elements is part of the bytes.
 *
 * <p>A {@linkplain #isBare() bare} payload is an extension of Autobahn: one binary value in place of {@code args}
 * (PPT-13). A {@linkplain #isRefused() refused} payload contained a value that must not be forwarded; only the reason
 * is kept.
 */
public final class Payload {
    /** Neither {@code args} nor {@code kwargs}; the same in every serialization. */
    public static final Payload EMPTY = new Payload(Serialization.JSON, new byte[0], 0, 0, 0, false);

    private static final int REFUSED = -1;

    private final Serialization serialization;
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final int elements;
    private final boolean bare;
    private volatile @Nullable AtomicReferenceArray<Payload> transcoded;

    private Payload(Serialization serialization, byte[] bytes, int offset, int length, int elements, boolean bare) {
        this.serialization = serialization;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.elements = elements;
        this.bare = bare;
    }

    /**
     * Wraps bytes that a serializer has validated or written. The array is not copied and must not be changed
     * afterwards.
     *
     * @param elements the number of elements, 1 or 2; use {@link #EMPTY} for none
     */
    public static Payload validated(Serialization serialization, byte[] bytes, int offset, int length, int elements) {
        if (elements < 1 || elements > 2 || offset < 0 || length < 1 || length > bytes.length - offset) {
            throw new IllegalArgumentException("payload of " + elements + " elements, " + length + " bytes at " + offset
                    + " of " + bytes.length + " (expected 1 or 2 elements within the array)");
        }
        return new Payload(serialization, bytes, offset, length, elements, false);
    }

    /** Does the same as {@link #validated}, for one binary value that takes the place of {@code args} (PPT-13). */
    public static Payload bare(Serialization serialization, byte[] bytes, int offset, int length) {
        Payload checked = validated(serialization, bytes, offset, length, 1);
        return new Payload(checked.serialization, checked.bytes, checked.offset, checked.length, 1, true);
    }

    /**
     * Returns a replacement for a payload with a value that must not be forwarded. The request with this payload fails
     * with {@code reason}, and the session continues.
     */
    public static Payload refused(String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return new Payload(Serialization.JSON, text, 0, text.length, REFUSED, false);
    }

    /** Checks whether this payload is refused. If so, only {@link #refusal()} may be called. */
    public boolean isRefused() {
        return elements == REFUSED;
    }

    /** Returns why the payload was refused, in the form {@code found X (expected Y)}. */
    public String refusal() {
        if (!isRefused()) {
            throw new IllegalStateException("found a payload (expected a refused one)");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the serialization of the bytes; it has no meaning for an empty payload. */
    public Serialization serialization() {
        return serialization;
    }

    /** Returns the number of elements that the payload adds to its message: 0, 1 or 2. */
    public int elements() {
        return elements;
    }

    /** Checks whether there are neither arguments nor keyword arguments. */
    public boolean isEmpty() {
        return elements == 0;
    }

    /**
     * Checks whether the payload is a binary value in place of {@code args}. Only peers that announced
     * {@code payload_transparency} understand such a payload.
     */
    public boolean isBare() {
        return bare;
    }

    /** Returns the size in bytes, in the payload's own serialization. */
    public int size() {
        return length;
    }

    /** Appends the bytes to a buffer. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(bytes, offset, length);
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }

    /** Returns the array in which the {@link #size()} bytes begin at {@link #offset()}. Callers must not change it. */
    public byte[] array() {
        return bytes;
    }

    /** Returns the index at which the bytes begin in their array. */
    public int offset() {
        return offset;
    }

    /**
     * Returns this payload in another serialization. The payload is transcoded only once for all receivers; threads
     * that need the first result at the same time may each transcode it.
     *
     * @throws NotExpressible if {@code target} cannot express one of the values
     */
    public Payload in(Serialization target, Transcoder transcoder) throws NotExpressible {
        if ((target == serialization && !isRefused()) || elements == 0) {
            return this;
        }
        if (isRefused()) {
            throw new NotExpressible(refusal());
        }
        AtomicReferenceArray<Payload> known = transcoded;
        if (known == null) {
            known = new AtomicReferenceArray<>(Serialization.values().length);
            transcoded = known;
        }
        Payload found = known.get(target.ordinal());
        if (found == null) {
            found = transcoder.transcode(this, target);
            known.set(target.ordinal(), found);
        }
        return found;
    }

    /** Returns size and serialization, but not the bytes, because payloads must not be logged. */
    @Override
    public String toString() {
        return "Payload[" + serialization + ", " + elements + " elements, " + length + " bytes]";
    }
}
