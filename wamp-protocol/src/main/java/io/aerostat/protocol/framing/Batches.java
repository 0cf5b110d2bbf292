package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several messages in one of the transport, for the batched subprotocols (checklist §12.2). Stateless; any thread. */
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

    /**
     * The messages of a batch.
     *
     * @throws ProtocolViolation if there is none, or the last one is cut off (BAT-2)
     */
    public static List<byte[]> split(byte[] batch, boolean text) throws ProtocolViolation {
        List<byte[]> messages = text ? splitText(batch) : splitBinary(batch);
        if (messages.isEmpty()) {
            throw new ProtocolViolation("batch: found no message (expected at least one)");
        }
        return messages;
    }

    private static List<byte[]> splitText(byte[] batch) throws ProtocolViolation {
        List<byte[]> messages = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < batch.length; i++) {
            // Neither octet can occur within JSON, where control characters are escaped.
            if (batch[i] == SEPARATOR || batch[i] == OTHER_SEPARATOR) {
                messages.add(Arrays.copyOfRange(batch, from, i));
                from = i + 1;
            }
        }
        if (from != batch.length) {
            throw new ProtocolViolation("batch: found no separator behind the last message (expected 0x1e)");
        }
        return messages;
    }

    private static List<byte[]> splitBinary(byte[] batch) throws ProtocolViolation {
        List<byte[]> messages = new ArrayList<>();
        int at = 0;
        while (at < batch.length) {
            int left = batch.length - at - LENGTH_OCTETS;
            int length = left < 0 ? -1 : bigEndian(batch, at);
            if (length < 0 || length > left) {
                throw new ProtocolViolation("batch: found a message cut off (expected its length and all of it)");
            }
            at += LENGTH_OCTETS;
            messages.add(Arrays.copyOfRange(batch, at, at + length));
            at += length;
        }
        return messages;
    }

    private static int bigEndian(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
