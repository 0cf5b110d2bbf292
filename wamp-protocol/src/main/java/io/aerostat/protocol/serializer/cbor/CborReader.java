package io.aerostat.protocol.serializer.cbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.CountedReader;
import io.aerostat.protocol.serializer.token.HalfFloat;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenWriter;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads the tokens of CBOR (RFC 8949) with definite and indefinite lengths. A tag is skipped together with the value
 * after it (SER-6); {@link CborValueReader} interprets both. Serves one message or payload on one thread.
 */
public class CborReader extends CountedReader {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BINARY = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int DICTIONARY = 5;
    static final int TAG = 6;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private boolean negative;
    private boolean tagged;
    /** Whether the content is a sequence of chunks, each with a head. */
    private boolean chunked;

    public CborReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    final boolean isChunked() {
        return chunked;
    }

    @Override
    public Serialization serialization() {
        return Serialization.CBOR;
    }

    @Override
    protected Token item() throws ProtocolViolation {
        long tag = CborTag.NONE;
        int head = unsignedByte();
        while (head >>> 5 == TAG) {
            tag = argument(head);
            head = unsignedByte();
        }
        chunked = (head & 31) == INDEFINITE;
        switch (head >>> 5) {
            case UNSIGNED -> {
                integer = argument(head);
                negative = tagged = false;
                return integer < 0 ? Token.BIG_INTEGER : Token.INTEGER;
            }
            case NEGATIVE -> {
                integer = ~argument(head);
                tagged = false;
                negative = true;
                return integer >= 0 ? Token.BIG_INTEGER : Token.INTEGER;
            }
            case BINARY -> {
                string(head);
                return tag == CborTag.POSITIVE_BIG_INTEGER || tag == CborTag.NEGATIVE_BIG_INTEGER
                        ? taggedInteger(tag == CborTag.NEGATIVE_BIG_INTEGER)
                        : Token.BINARY;
            }
            case TEXT -> {
                string(head);
                return Token.TEXT;
            }
            case LIST, DICTIONARY -> {
                size = chunked ? UNTIL_MARKER : count(argument(head));
                return head >>> 5 == LIST ? Token.LIST : Token.DICTIONARY;
            }
            default -> {
                int start = position - 1;
                Token token = simple(head);
                contentStart = start; // an application receives these bytes as a foreign value
                contentLength = position - start;
                return token;
            }
        }
    }

    /** Accepts a key that is not a string, like other decoders of CBOR. */
    @Override
    protected Token oddKey(Token token) throws ProtocolViolation {
        enter(token);
        return Token.ODD_KEY;
    }

    /** Determines the kind by reading the key again, which is rarely necessary. */
    @Override
    public Token keyKind() {
        CborReader again = new CborReader(bytes, tokenStart, end - tokenStart, 1);
        try {
            return again.item();
        } catch (ProtocolViolation e) {
            throw new IllegalStateException("a key that had been validated: " + e.getMessage(), e);
        }
    }

    private Token simple(int head) throws ProtocolViolation {
        switch (head & 31) {
            case 20 -> {
                return Token.FALSE;
            }
            case 21 -> {
                return Token.TRUE;
            }
            case 22, 23 -> { // WAMP has no undefined value, so undefined is read as null
                return Token.NULL;
            }
            case 24 -> {
                if (unsignedByte() < 32) {
                    throw violation("a malformed simple value", "one of 32 and above");
                }
                return Token.EXTENSION;
            }
            case 25 -> real = HalfFloat.toDouble((int) bigEndian(2));
            case 26 -> real = Float.intBitsToFloat((int) bigEndian(4));
            case 27 -> real = Double.longBitsToDouble(bigEndian(8));
            default -> {
                if ((head & 31) < 20) {
                    return Token.EXTENSION;
                }
                throw malformed(head);
            }
        }
        return Token.REAL;
    }

    private Token taggedInteger(boolean below) throws ProtocolViolation {
        if (contentLength > MAX_BIG_INTEGER_BYTES) {
            throw UnfitValue.of(
                    "byte " + position,
                    "a big integer of " + contentLength + " bytes",
                    "at most " + MAX_BIG_INTEGER_BYTES);
        }
        negative = below;
        tagged = true;
        return Token.BIG_INTEGER;
    }

    /** Returns the number in or after the head, as an unsigned {@code long}. */
    private long argument(int head) throws ProtocolViolation {
        int info = head & 31;
        if (info < 24) {
            return info;
        }
        return switch (info) {
            case 24 -> bigEndian(1);
            case 25 -> bigEndian(2);
            case 26 -> bigEndian(4);
            case 27 -> bigEndian(8);
            default -> throw malformed(head);
        };
    }

    private ProtocolViolation malformed(int head) {
        return ProtocolViolation.of("byte " + (position - 1), "0x" + Integer.toHexString(head), "an item of CBOR");
    }

    private void string(int head) throws ProtocolViolation {
        boolean isText = head >>> 5 == TEXT;
        if (!chunked) {
            content(argument(head));
            if (isText) {
                checkUtf8();
            }
            return;
        }
        int start = position;
        for (int chunk = unsignedByte(); chunk != BREAK; chunk = unsignedByte()) {
            if (chunk >>> 5 != head >>> 5 || (chunk & 31) == INDEFINITE) {
                throw malformed(chunk);
            }
            content(argument(chunk));
            if (isText) {
                checkUtf8(); // RFC 8949 §3.2.3: a character must not be split between chunks
            }
        }
        contentStart = start;
        contentLength = position - 1 - start;
    }

    @Override
    protected boolean passMarker(boolean dictionary) {
        if (position < end && (bytes[position] & 0xff) == BREAK) {
            position++;
            return true;
        }
        return false;
    }

    @Override
    public BigInteger bigInteger() {
        if (tagged) {
            BigInteger magnitude = new BigInteger(1, binary());
            return negative ? magnitude.not() : magnitude;
        }
        return negative ? unsigned(~integer).not() : unsigned(integer);
    }

    @Override
    public byte[] binary() {
        return chunked ? joined() : super.binary();
    }

    @Override
    public String text() {
        return chunked ? new String(joined(), UTF_8) : super.text();
    }

    /** Returns the content of the chunks without their heads. All chunks have already been validated. */
    private byte[] joined() {
        byte[] all = new byte[contentLength];
        int length = 0;
        for (int i = contentStart; i < contentStart + contentLength; ) {
            int info = bytes[i++] & 31;
            int chunk = info;
            if (info >= 24) {
                chunk = 0;
                for (int k = 1 << (info - 24); k > 0; k--) {
                    chunk = chunk << 8 | bytes[i++] & 0xff;
                }
            }
            System.arraycopy(bytes, i, all, length, chunk);
            length += chunk;
            i += chunk;
        }
        return Arrays.copyOf(all, length);
    }

    @Override
    public void copyText(TokenWriter to) throws NotExpressible {
        if (chunked) {
            byte[] joined = joined();
            to.text(joined, 0, joined.length);
        } else {
            super.copyText(to);
        }
    }

    @Override
    public void copyKey(TokenWriter to) throws NotExpressible {
        if (chunked) {
            byte[] joined = joined();
            to.key(joined, 0, joined.length);
        } else {
            super.copyKey(to);
        }
    }

    @Override
    public void copyBinary(TokenWriter to) {
        if (chunked) {
            byte[] joined = joined();
            to.binary(joined, 0, joined.length);
        } else {
            super.copyBinary(to);
        }
    }
}
