package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Several messages in one of the transport, for the batched subprotocols (BAT-1 to BAT-4). Stateless; any thread. */
public final class Batches {
    /** Ends each message of a text batch. */
    public static final byte SEPARATOR = 0x1E;
    /** What some peers send instead, who read an octal number as a decimal one (BAT-3). */
    private static final byte OTHER_SEPARATOR = 0x18;

    private static final int LENGTH_OCTETS = 4;

    private Batches() {}

    /** How much room the prefix of a message needs. */
    public static int prefixLength(boolean text) {
        return text ? 0 : LENGTH_OCTETS;
    }

    /**
     * Completes the message that begins, with its prefix, at {@code from} and ends at the writer index (BAT-1).
     *
     * @param separator what ends it in a text batch: {@link #SEPARATOR}, or what the peer uses itself
     */
    public static void finishMessage(ByteBuf out, int from, boolean text, byte separator) {
        if (text) {
            out.writeByte(separator);
        } else {
            out.setInt(from, out.writerIndex() - from - LENGTH_OCTETS);
        }
    }

    /** What ends the messages of a text batch, so that its sender is answered in the way it understands (BAT-3). */
    public static byte separatorOf(byte[] batch) {
        return batch.length > 0 && batch[batch.length - 1] == OTHER_SEPARATOR ? OTHER_SEPARATOR : SEPARATOR;
    }

    /** Takes the messages of a batch. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * One message. The array is the receiver's to keep.
         *
         * @return false if the others are not wanted any more
         */
        boolean message(byte[] bytes) throws ProtocolViolation;
    }

    /**
     * Hands the messages of a batch over, one after the other, once all of it is seen to be well-formed. They are cut out one at a time: a batch of
     * nothing but separators would be many times greater as a list of messages.
     *
     * @return whether the receiver wanted them all
     * @throws ProtocolViolation if there is none, one is empty, or the last one is cut off (BAT-2); and whatever the receiver throws
     */
    public static boolean read(byte[] batch, boolean text, Receiver receiver) throws ProtocolViolation {
        if (batch.length == 0) {
            throw new ProtocolViolation("batch: found no message (expected at least one)");
        }
        for (int from = 0; from < batch.length; ) {
            int end = end(batch, from, text);
            if (end == from(from, text)) {
                throw new ProtocolViolation("batch: found an empty message (expected at least one octet)");
            }
            from = next(end, text);
        }
        for (int from = 0; from < batch.length; ) {
            int end = end(batch, from, text);
            if (!receiver.message(Arrays.copyOfRange(batch, from(from, text), end))) {
                return false;
            }
            from = next(end, text);
        }
        return true;
    }

    /** Where the octets of a message begin whose entry begins at {@code entry}. */
    private static int from(int entry, boolean text) {
        return entry + prefixLength(text);
    }

    /** Where the next entry begins behind octets that end at {@code end}. */
    private static int next(int end, boolean text) {
        return text ? end + 1 : end;
    }

    private static int end(byte[] batch, int entry, boolean text) throws ProtocolViolation {
        if (text) {
            for (int i = entry; i < batch.length; i++) {
                // Neither octet can occur within JSON, where control characters are escaped.
                if (batch[i] == SEPARATOR || batch[i] == OTHER_SEPARATOR) {
                    return i;
                }
            }
            throw new ProtocolViolation("batch: found no separator behind the last message (expected 0x1e)");
        }
        int left = batch.length - entry - LENGTH_OCTETS;
        int length = left < 0 ? -1 : bigEndian(batch, entry);
        if (length < 0 || length > left) {
            throw new ProtocolViolation("batch: found a message cut off (expected its length and all of it)");
        }
        return entry + LENGTH_OCTETS + length;
    }

    private static int bigEndian(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
