package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Puts several WAMP messages into one WebSocket or long-poll message and extracts them again, for the batched
 * subprotocols (BAT-1 to BAT-4). Stateless; any thread.
 */
public final class Batches {
    /** The byte that ends each message of a text batch. */
    public static final byte SEPARATOR = 0x1E;
    /** The separator of peers whose authors read the octal number in the specification as a decimal number (BAT-3). */
    private static final byte OTHER_SEPARATOR = 0x18;

    private static final int LENGTH_OCTETS = 4;

    private Batches() {}

    /** Returns the number of bytes before a message in a batch. */
    public static int prefixLength(boolean text) {
        return text ? 0 : LENGTH_OCTETS;
    }

    /**
     * Completes a message in a batch (BAT-1). The message, including its prefix, begins at {@code from} and ends at the
     * writer index.
     *
     * @param separator the byte that ends the message in a text batch: {@link #SEPARATOR}, or the separator that the
     *     peer uses
     */
    public static void finishMessage(ByteBuf out, int from, boolean text, byte separator) {
        if (text) {
            out.writeByte(separator);
        } else {
            out.setInt(from, out.writerIndex() - from - LENGTH_OCTETS);
        }
    }

    /**
     * Returns the separator of the messages in a text batch. Answers to the sender of the batch must use the same
     * separator (BAT-3).
     */
    public static byte separatorOf(byte[] batch) {
        return batch.length > 0 && batch[batch.length - 1] == OTHER_SEPARATOR ? OTHER_SEPARATOR : SEPARATOR;
    }

    /** Receives the messages of a batch. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Called for each message. The receiver may keep the array.
         *
         * @return false to skip the other messages
         */
        boolean message(byte[] bytes) throws ProtocolViolation;
    }

    /**
     * Checks that the whole batch is well-formed, and then passes its messages to the receiver one after another. Does
     * not make a list of the messages, because for a batch of separators only, the list would be many times larger than
     * the batch.
     *
     * @return true if the receiver has accepted all messages
     * @throws ProtocolViolation if the batch has no message, a message is empty, or the last one is incomplete (BAT-2);
     *     or if the receiver throws it
     */
    public static boolean read(byte[] batch, boolean text, Receiver receiver) throws ProtocolViolation {
        if (batch.length == 0) {
            throw new ProtocolViolation("batch: found no message (expected at least one)");
        }
        for (int from = 0; from < batch.length; ) {
            int end = end(batch, from, text);
            if (end == from(from, text)) {
                throw new ProtocolViolation("batch: found an empty message (expected at least one byte)");
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

    /** Returns the index of the first byte of the message in the entry that begins at {@code entry}. */
    private static int from(int entry, boolean text) {
        return entry + prefixLength(text);
    }

    /** Returns the index of the entry that follows the message ending at {@code end}. */
    private static int next(int end, boolean text) {
        return text ? end + 1 : end;
    }

    private static int end(byte[] batch, int entry, boolean text) throws ProtocolViolation {
        if (text) {
            for (int i = entry; i < batch.length; i++) {
                // Neither byte occurs within JSON, which escapes control characters.
                if (batch[i] == SEPARATOR || batch[i] == OTHER_SEPARATOR) {
                    return i;
                }
            }
            throw new ProtocolViolation("batch: found no separator after the last message (expected 0x1e)");
        }
        int left = batch.length - entry - LENGTH_OCTETS;
        int length = left < 0 ? -1 : bigEndian(batch, entry);
        if (length < 0 || length > left) {
            throw new ProtocolViolation("batch: found an incomplete message (expected its length and all its bytes)");
        }
        return entry + LENGTH_OCTETS + length;
    }

    private static int bigEndian(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
