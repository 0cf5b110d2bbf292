package io.aerostat.protocol.serializer.ubjson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.json.JsonReader;
import io.aerostat.protocol.serializer.token.CountedReader;
import io.aerostat.protocol.serializer.token.HalfFloat;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.aerostat.protocol.serializer.token.Unwritable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of UBJSON draft 12 in one of its dialects: the classic dialect with big-endian numbers, or BJData
 * with little-endian numbers and additional types (SER-8). A list of type {@code U} or {@code B} is a binary value.
 * Serves one message or payload on one thread.
 */
public final class UbjsonReader extends CountedReader {
    private static final int UNTYPED = 0;

    private final boolean bjdata;
    private boolean bjdataFound;
    /**
     * The type that all items share, for each open list or dictionary; {@link #UNTYPED} if they do not share a type.
     */
    private byte[] types = new byte[8];

    private int type = UNTYPED;
    /** Whether the last real number was written with digits that no double can express. */
    private boolean beyondDoubles;
    /** Whether the last real number was written in digits. */
    private boolean inDigits;

    public UbjsonReader(byte[] bytes, int offset, int length, int maxDepth, boolean bjdata) {
        super(bytes, offset, length, maxDepth);
        this.bjdata = bjdata;
    }

    @Override
    public Serialization serialization() {
        return bjdata ? Serialization.BJDATA : Serialization.UBJSON;
    }

    /**
     * Checks whether reading has failed because of a type that only BJData has. If so, all bytes must be read again as
     * BJData.
     */
    public boolean isBjdataFound() {
        return bjdataFound;
    }

    private int sharedType() {
        return depth() == 0 ? UNTYPED : types[depth() - 1];
    }

    @Override
    protected void opened(int level) {
        if (level == types.length) {
            types = Arrays.copyOf(types, level * 2);
        }
        types[level] = (byte) type;
        type = UNTYPED;
    }

    @Override
    protected void passPadding() {
        if (sharedType() == UNTYPED) {
            while (position < end && bytes[position] == 'N') {
                position++;
            }
        }
    }

    @Override
    protected boolean passMarker(boolean dictionary) {
        if (position < end && bytes[position] == (dictionary ? '}' : ']')) {
            position++;
            return true;
        }
        return false;
    }

    @Override
    protected Token keyItem() throws ProtocolViolation {
        return text(length());
    }

    @Override
    protected Token item() throws ProtocolViolation {
        int shared = sharedType();
        int marker = shared == UNTYPED ? unsignedByte() : shared;
        switch (marker) {
            case 'Z' -> {
                return Token.NULL;
            }
            case 'T' -> {
                return Token.TRUE;
            }
            case 'F' -> {
                return Token.FALSE;
            }
            case 'C' -> {
                return text(1);
            }
            case 'S' -> {
                return text(length());
            }
            case 'H' -> {
                return highPrecision();
            }
            case 'd' -> {
                beyondDoubles = false;
                real = Float.intBitsToFloat((int) number(4));
                return Token.REAL;
            }
            case 'D' -> {
                beyondDoubles = false;
                real = Double.longBitsToDouble(number(8));
                return Token.REAL;
            }
            case 'h' -> {
                requireBjdata(marker);
                beyondDoubles = false;
                real = HalfFloat.toDouble((int) number(2));
                return Token.REAL;
            }
            case '[' -> {
                return list();
            }
            case '{' -> {
                container();
                return Token.DICTIONARY;
            }
            default -> {
                return whole(marker);
            }
        }
    }

    private Token whole(int marker) throws ProtocolViolation {
        switch (marker) {
            case 'i' -> integer = (byte) number(1);
            case 'U' -> integer = number(1);
            case 'I' -> integer = (short) number(2);
            case 'l' -> integer = (int) number(4);
            case 'L' -> integer = number(8);
            case 'B', 'u', 'm', 'M' -> {
                requireBjdata(marker);
                integer = number(marker == 'B' ? 1 : marker == 'u' ? 2 : marker == 'm' ? 4 : 8);
                if (integer < 0) {
                    contentLength = 0;
                    return Token.BIG_INTEGER;
                }
            }
            default ->
                throw ProtocolViolation.of(
                        "byte " + (position - 1), "0x" + Integer.toHexString(marker), "a type of UBJSON");
        }
        return Token.INTEGER;
    }

    private void requireBjdata(int marker) throws ProtocolViolation {
        if (!bjdata) {
            bjdataFound = true;
            throw ProtocolViolation.of("byte " + (position - 1), "\"" + (char) marker + "\"", "a type of UBJSON");
        }
    }

    /** Reads a number of {@code size} bytes in the byte order of the dialect, without sign extension. */
    private long number(int size) throws ProtocolViolation {
        long value = bigEndian(size);
        return bjdata ? Long.reverseBytes(value) >>> Long.SIZE - Byte.SIZE * size : value;
    }

    /** Reads a length, which may be an integer of any type. */
    private long length() throws ProtocolViolation {
        if (whole(unsignedByte()) != Token.INTEGER || integer < 0) {
            throw violation("a length of " + Long.toUnsignedString(integer), "one that fits");
        }
        return integer;
    }

    private Token list() throws ProtocolViolation {
        container();
        if (type == 'U' || type == 'B') {
            type = UNTYPED;
            content(size);
            return Token.BINARY;
        }
        return Token.LIST;
    }

    /**
     * Reads the shared type and the size that may follow the beginning of a list or dictionary. After a type, there
     * must be a size.
     */
    private void container() throws ProtocolViolation {
        type = UNTYPED;
        size = UNTIL_MARKER;
        if (position < end && bytes[position] == '$') {
            position++;
            type = unsignedByte();
            checkSharedType();
            if (position >= end || bytes[position] != '#') {
                throw violation("a type without a size", "\"#\"");
            }
        }
        if (position < end && bytes[position] == '#') {
            position++;
            size = count(length());
        }
    }

    /** Refuses types without content, because a few bytes could claim any number of such items (SER-7). */
    private void checkSharedType() throws ProtocolViolation {
        if (type == 'B') {
            requireBjdata(type);
        }
        if (type == UNTYPED || "iUIlLdDCSH[{BumMh".indexOf(type) < 0) {
            throw ProtocolViolation.of(
                    "byte " + (position - 1),
                    "a list or dictionary of type 0x" + Integer.toHexString(type),
                    "a type with content");
        }
    }

    private Token highPrecision() throws ProtocolViolation {
        content(length());
        JsonReader digits = new JsonReader(bytes, contentStart, contentLength, 0);
        Token token = firstOf(digits);
        digits.finish();
        switch (token) {
            case INTEGER, BIG_INTEGER -> {
                return Token.BIG_INTEGER;
            }
            case REAL -> {
                real = digits.real();
                beyondDoubles = Double.isInfinite(real);
                inDigits = true;
                return Token.REAL;
            }
            default -> throw ProtocolViolation.of("byte " + contentStart, token.description(), "a number");
        }
    }

    /**
     * Reads the first token of a number that is written in digits. A bracket instead of a digit is a syntax error, not
     * an unfit value.
     */
    private Token firstOf(JsonReader digits) throws ProtocolViolation {
        try {
            return digits.next();
        } catch (UnfitValue unfit) {
            if (contentLength > 0 && (bytes[contentStart] == '[' || bytes[contentStart] == '{')) {
                throw new ProtocolViolation(String.valueOf(unfit.getMessage()));
            }
            throw unfit;
        }
    }

    @Override
    public Token nextMeant() throws ProtocolViolation {
        inDigits = false;
        Token token = next();
        if (token != Token.REAL || !inDigits || beyondDoubles) {
            return token;
        }
        try {
            beyondDoubles = Math.abs((long) decimal().scale()) > MAX_EXPONENT;
        } catch (NumberFormatException e) { // the exponent is too large for a BigDecimal
            beyondDoubles = true;
        }
        return beyondDoubles ? token : Token.DECIMAL;
    }

    @Override
    public BigDecimal decimal() {
        return new BigDecimal(digits());
    }

    private String digits() {
        return new String(bytes, contentStart, contentLength, ISO_8859_1).trim();
    }

    @Override
    public void copyReal(TokenWriter to) throws NotExpressible {
        if (beyondDoubles) {
            throw TokenWriter.beyondDoubles();
        }
        to.real(real);
    }

    @Override
    @Nullable
    public Unwritable unwritable(double real) {
        return beyondDoubles ? Unwritable.BEYOND_DOUBLES : null;
    }

    @Override
    public BigInteger bigInteger() {
        return contentLength == 0 ? unsigned(integer) : new BigInteger(digits());
    }
}
