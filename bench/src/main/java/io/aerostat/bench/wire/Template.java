package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * A message that is encoded once and sent many times, each time with another request id, and with another stamp in its
 * payload. The payload begins with a text: first the stamp, which is the sender and the sequence number in hexadecimal
 * digits, and then letters up to the size of the payload.
 */
public final class Template {
    private static final int SENDER_DIGITS = 4;
    private static final int SEQUENCE_DIGITS = 12;

    /** The length of the stamp, which is the size of the smallest payload. */
    public static final int STAMP = SENDER_DIGITS + SEQUENCE_DIGITS;

    /** Stands for no second argument. */
    public static final byte[] NOTHING = {};

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageWriter writer;
    private final byte[] head;
    private final byte[] tail;
    private final int stamp;

    private Template(MessageWriter writer, byte[] head, byte[] tail, int stamp) {
        this.writer = writer;
        this.head = head;
        this.tail = tail;
        this.stamp = stamp;
    }

    /**
     * Creates a template of {@code [code, request, options, uri, [payload, second]]}; the options and the second
     * argument are already encoded.
     *
     * @param second the second argument, or {@link #NOTHING}
     */
    public static Template request(
            Encoding encoding, int code, byte[] options, String uri, int sender, int payload, byte[] second) {
        MessageWriter writer = encoding.newWriter();
        writer.begin().list(5).integer(code);
        int hole = writer.hole();
        writer.encoded(options, 0, options.length);
        writer.text(uri).list(second.length == 0 ? 1 : 2).text(payload(sender, payload));
        if (second.length > 0) {
            writer.encoded(second, 0, second.length);
        }
        byte[] whole = writer.bytes().copy();
        byte[] head = new byte[hole];
        byte[] tail = new byte[whole.length - hole];
        System.arraycopy(whole, 0, head, 0, hole);
        System.arraycopy(whole, hole, tail, 0, tail.length);
        byte[] digits = payload(sender, payload).getBytes(StandardCharsets.US_ASCII);
        int at = Bytes.find(digits, tail, 0, tail.length);
        return new Template(writer, head, tail, at + SENDER_DIGITS);
    }

    /** Returns the payload of {@code sender} with sequence number zero. */
    public static String payload(int sender, int size) {
        if (size < STAMP) {
            throw new IllegalArgumentException("--payload: found " + size + " (expected " + STAMP + " or more)");
        }
        StringBuilder text = new StringBuilder(size).append(String.format("%0" + SENDER_DIGITS + "x", sender));
        text.append("0".repeat(SEQUENCE_DIGITS));
        for (int i = STAMP; i < size; i++) {
            text.append((char) ('a' + (i * 7 + sender) % 26));
        }
        return text.toString();
    }

    /** Queues the message. */
    public void send(Connection connection, long request, long sequence) {
        for (int i = SEQUENCE_DIGITS - 1, shift = 0; i >= 0; i--, shift += 4) {
            tail[stamp + i] = HEX[(int) (sequence >>> shift) & 0xF];
        }
        writer.begin();
        writer.bytes().add(head);
        // The template has the separators around the number: the head ends with one, and the tail begins with one.
        writer.integer(request);
        writer.bytes().add(tail);
        connection.send(writer.bytes());
    }

    /** Returns the sender of the payload at the reader's position. */
    public static int sender(byte[] bytes, int from) {
        return (int) hexadecimal(bytes, from, SENDER_DIGITS);
    }

    /** Returns the sequence number of the payload at the reader's position. */
    public static long sequence(byte[] bytes, int from) {
        return hexadecimal(bytes, from + SENDER_DIGITS, SEQUENCE_DIGITS);
    }

    private static long hexadecimal(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw new WireException("payload: found byte " + bytes[i] + " (expected a hexadecimal digit)");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
