package io.aerostat.protocol.serializer.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.aerostat.protocol.serializer.token.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

/**
 * Writes compact JSON (RFC 8259). A binary value is a string of U+0000 and base64 (SER-2, SER-3). Serves one message or
 * payload on one thread.
 */
public final class JsonWriter extends TokenWriter {
    private static final byte[] ESCAPED_NUL = {'\\', 'u', '0', '0', '0', '0'};
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final short[] DIGIT_PAIRS = digitPairs();

    /** Whether to write a comma before the next value or key. */
    private boolean separated;

    public JsonWriter(ByteBuf out) {
        super(out);
    }

    private void separate() {
        if (separated) {
            out.writeByte(',');
        }
        separated = true;
    }

    @Override
    public void list(int elements) {
        separate();
        out.writeByte('[');
        separated = false;
    }

    @Override
    public void endList() {
        out.writeByte(']');
        separated = true;
    }

    @Override
    public void dictionary(int entries) {
        separate();
        out.writeByte('{');
        separated = false;
    }

    @Override
    public void endDictionary() {
        out.writeByte('}');
        separated = true;
    }

    @Override
    public void nothing() {
        separate();
        out.writeBytes(NULL);
    }

    @Override
    public void bool(boolean value) {
        separate();
        out.writeBytes(value ? TRUE : FALSE);
    }

    @Override
    public void integer(long value) {
        separate();
        if (value == Long.MIN_VALUE) { // its absolute value does not fit into a long
            out.writeCharSequence("-9223372036854775808", US_ASCII);
            return;
        }
        long rest = value;
        if (value < 0) {
            out.writeByte('-');
            rest = -value;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        out.ensureWritable(digits);
        int end = out.writerIndex() + digits;
        out.writerIndex(end);
        // Writes two digits at once, because each access to the buffer costs a check.
        while (rest >= 100) {
            long quotient = rest / 100;
            end -= 2;
            out.setShort(end, DIGIT_PAIRS[(int) (rest - quotient * 100)]);
            rest = quotient;
        }
        if (rest >= 10) {
            out.setShort(end - 2, DIGIT_PAIRS[(int) rest]);
        } else {
            out.setByte(end - 1, (int) ('0' + rest));
        }
    }

    /** Returns the ASCII digits of the numbers from 0 to 99, as big-endian pairs. */
    private static short[] digitPairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (('0' + i / 10) << 8 | '0' + i % 10);
        }
        return pairs;
    }

    @Override
    protected void bigInteger(BigInteger value) {
        separate();
        out.writeCharSequence(value.toString(), US_ASCII);
    }

    @Override
    public void real(double value) throws NotExpressible {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            // SER-7
            throw new NotExpressible("found " + value + " (expected a finite number, because JSON has no others)");
        }
        separate();
        out.writeCharSequence(Double.toString(value), US_ASCII);
    }

    /**
     * Writes all digits. Refuses numbers outside the range of doubles, because most readers convert numbers to doubles.
     */
    @Override
    protected void exactDecimal(BigDecimal value, double nearest) throws NotExpressible {
        if (Double.isInfinite(nearest) || nearest == 0) {
            throw beyondDoubles();
        }
        separate();
        out.writeCharSequence(value.toString(), US_ASCII);
    }

    @Override
    public void timestamp(Instant timestamp, String text) throws NotExpressible {
        text(text);
    }

    @Override
    public Serialization serialization() {
        return Serialization.JSON;
    }

    @Override
    public void key(String key) {
        separate();
        quoted(key);
        out.writeByte(':');
        separated = false;
    }

    @Override
    public void key(byte[] bytes, int offset, int length) {
        separate();
        quoted(bytes, offset, length);
        out.writeByte(':');
        separated = false;
    }

    @Override
    public void text(String text) throws NotExpressible {
        if (!text.isEmpty() && text.charAt(0) == 0) {
            throw nulText();
        }
        separate();
        quoted(text);
    }

    @Override
    public void text(byte[] bytes, int offset, int length) throws NotExpressible {
        if (length > 0 && bytes[offset] == 0) {
            throw nulText();
        }
        separate();
        quoted(bytes, offset, length);
    }

    private static NotExpressible nulText() { // SER-4
        return new NotExpressible(
                "found a string that begins with U+0000 (expected none, because in JSON it marks a binary value)");
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        separate();
        out.writeByte('"');
        out.writeBytes(ESCAPED_NUL);
        byte[] slice = new byte[length];
        System.arraycopy(bytes, offset, slice, 0, length);
        out.writeBytes(Base64.getEncoder().encode(slice));
        out.writeByte('"');
    }

    @Override
    public void elements(byte[] bytes, int offset, int length) {
        separate();
        out.writeBytes(bytes, offset, length);
    }

    private void quoted(String text) {
        byte[] utf8 = text.length() < LONG_TEXT ? null : Utf8.encode(text);
        if (utf8 != null) {
            quoted(utf8, 0, utf8.length);
            return;
        }
        out.writeByte('"');
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            ByteBufUtil.writeUtf8(out, text, run, i);
            escape(c);
            run = i + 1;
        }
        ByteBufUtil.writeUtf8(out, text, run, text.length());
        out.writeByte('"');
    }

    private void quoted(byte[] bytes, int offset, int length) {
        int end = offset + length;
        out.writeByte('"');
        int run = offset;
        for (int i = JsonContent.skipPlain(bytes, offset, end); i < end; i = JsonContent.skipPlain(bytes, i + 1, end)) {
            if (bytes[i] >= 0) {
                out.writeBytes(bytes, run, i - run);
                escape((char) bytes[i]);
                run = i + 1;
            }
        }
        out.writeBytes(bytes, run, end - run);
        out.writeByte('"');
    }

    /**
     * Writes a character as an escape. Needed for control characters, quote, backslash, and unpaired surrogates, which
     * UTF-8 cannot express.
     */
    private void escape(char c) {
        out.writeByte('\\');
        switch (c) {
            case '"', '\\' -> out.writeByte(c);
            case '\b' -> out.writeByte('b');
            case '\f' -> out.writeByte('f');
            case '\n' -> out.writeByte('n');
            case '\r' -> out.writeByte('r');
            case '\t' -> out.writeByte('t');
            default -> {
                out.writeByte('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.writeByte(HEX[c >>> shift & 15]);
                }
            }
        }
    }
}
