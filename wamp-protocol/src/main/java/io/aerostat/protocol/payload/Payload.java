package io.aerostat.protocol.payload;

import io.aerostat.protocol.error.NotExpressible;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The {@code args} and {@code kwargs} at the end of a message, as the bytes that stood there: well-formed, undecoded, immutable. A message is
 * forwarded to a peer of the same serialization by copying these bytes (MSG-5, SER-10); for another one they are transcoded once and remembered.
 *
 * <p>The bytes are the encoded elements without the brackets of the message around them. {@link #elements()} is 0 (neither), 1 ({@code args}) or
 * 2 ({@code args}, {@code kwargs}); an absent {@code args} before present {@code kwargs} is an empty list (MSG-6). In JSON two elements are
 * separated by their comma. Any thread.
 *
 * <p>A {@linkplain #isBare() bare} payload is not WAMP's, but Autobahn's: one binary where {@code args} belongs (PPT-13). A
 * {@linkplain #isRefused() refused} one holds a value that nobody may be given: only the reason is kept.
 */
public final class Payload {
    /** No arguments at all; the same in every serialization. */
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
     * Wraps bytes that a serializer has validated or written. The array is not copied and must not change any more.
     *
     * @param elements 1 or 2; use {@link #EMPTY} for none
     */
    public static Payload validated(Serialization serialization, byte[] bytes, int offset, int length, int elements) {
        if (elements < 1 || elements > 2 || offset < 0 || length < 1 || length > bytes.length - offset) {
            throw new IllegalArgumentException("payload of " + elements + " elements, " + length + " bytes at " + offset
                    + " of " + bytes.length + " (expected 1 or 2 elements within the array)");
        }
        return new Payload(serialization, bytes, offset, length, elements, false);
    }

    /** As {@link #validated}, for one binary in place of {@code args}. */
    public static Payload bare(Serialization serialization, byte[] bytes, int offset, int length) {
        Payload checked = validated(serialization, bytes, offset, length, 1);
        return new Payload(checked.serialization, checked.bytes, checked.offset, checked.length, 1, true);
    }

    /** In place of a payload that holds a value which must not be forwarded; the request that carries it fails with this reason (P21). */
    public static Payload refused(String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return new Payload(Serialization.JSON, text, 0, text.length, REFUSED, false);
    }

    /** Whether nothing but {@link #refusal()} may be asked of it. */
    public boolean isRefused() {
        return elements == REFUSED;
    }

    /** Why the payload was refused: {@code found X (expected Y)}. */
    public String refusal() {
        if (!isRefused()) {
            throw new IllegalStateException("found a payload (expected a refused one)");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The serialization of the bytes. Meaningless for an empty payload. */
    public Serialization serialization() {
        return serialization;
    }

    /** How many elements the payload adds to its message: 0, 1 or 2. */
    public int elements() {
        return elements;
    }

    /** Checks whether there are neither arguments nor keyword arguments. */
    public boolean isEmpty() {
        return elements == 0;
    }

    /** Whether it is a binary in place of {@code args}, which only peers understand that announced {@code payload_transparency}. */
    public boolean isBare() {
        return bare;
    }

    /** Size in bytes, in its own serialization. */
    public int size() {
        return length;
    }

    /** Writes the bytes to the end of a buffer. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(bytes, offset, length);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }

    /** The array that holds the bytes, from {@link #offset()}, {@link #size()} long; not to be written to. */
    public byte[] array() {
        return bytes;
    }

    /** Returns where the bytes begin in their array. */
    public int offset() {
        return offset;
    }

    /**
     * This payload in another serialization, transcoded at most a few times however many receivers ask (racing first askers may each do it).
     *
     * @throws NotExpressible if {@code target} has no way to carry one of the values
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

    /** Size and serialization only: payloads are not for logs. */
    @Override
    public String toString() {
        return "Payload[" + serialization + ", " + elements + " elements, " + length + " bytes]";
    }
}
