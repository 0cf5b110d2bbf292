package io.aerostat.router.connection;

import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.OversizedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the type and the request id from the first bytes of a message that is too large to receive (P21). */
final class MessageHead {
    private static final byte[] ACKNOWLEDGE = OptionKey.ACKNOWLEDGE.key().getBytes(StandardCharsets.US_ASCII);
    private static final long NONE = -1;

    private final Serialization serialization;
    private final byte[] head;
    private int at;

    private MessageHead(Serialization serialization, byte[] head) {
        this.serialization = serialization;
        this.head = head;
    }

    static Optional<OversizedMessage> read(Serialization serialization, byte[] head) {
        return new MessageHead(serialization, head).read();
    }

    private Optional<OversizedMessage> read() {
        if (!beginList()) {
            return Optional.empty();
        }
        long code = integer();
        if (code == ErrorMessage.CODE) {
            integer(); // skip REQUEST.Type of an ERROR
        }
        long request = integer();
        if (code < 0 || code > 255 || request < 1) {
            return Optional.empty();
        }
        return Optional.of(new OversizedMessage((int) code, request, code == Publish.CODE && acknowledged()));
    }

    private boolean beginList() {
        int first = next();
        return switch (serialization) {
            case JSON -> {
                while (isBlank(first)) {
                    first = next();
                }
                yield first == '[';
            }
            case MSGPACK -> first >>> 4 == 0x9 || first == 0xDC && big(2) >= 0 || first == 0xDD && big(4) >= 0;
            case CBOR ->
                first >= 0x80 && first <= 0x97
                        || first == 0x9F
                        || first >= 0x98 && first <= 0x9B && big(1 << first - 0x98) >= 0;
            case UBJSON, BJDATA -> first == '[' && passUbjsonSize();
        };
    }

    private long integer() {
        return switch (serialization) {
            case JSON -> jsonInteger();
            case MSGPACK -> msgpackInteger();
            case CBOR -> cborInteger();
            case UBJSON, BJDATA -> ubjsonInteger();
        };
    }

    private long jsonInteger() {
        int next = next();
        while (isBlank(next) || next == ',') {
            next = next();
        }
        long value = NONE;
        for (; next >= '0' && next <= '9'; next = next()) {
            value = Math.max(value, 0) * 10 + next - '0';
            if (value > 1L << 53) {
                return NONE;
            }
        }
        if (next < 0) {
            return NONE; // The rest of the number may be missing.
        }
        at--;
        return value;
    }

    private long msgpackInteger() {
        int first = next();
        if (first >= 0 && first <= 0x7F) {
            return first;
        }
        boolean unsigned = first >= 0xCC && first <= 0xCF;
        boolean signed = first >= 0xD0 && first <= 0xD3;
        return unsigned || signed ? big(1 << (first & 3)) : NONE;
    }

    private long cborInteger() {
        int first = next();
        if (first >= 0 && first <= 0x17) {
            return first;
        }
        return first >= 0x18 && first <= 0x1B ? big(1 << first - 0x18) : NONE;
    }

    /** Skips the size that a UBJSON peer may write in front of a list. */
    private boolean passUbjsonSize() {
        if (at < head.length && head[at] == '#') {
            at++;
            return ubjsonInteger() >= 0;
        }
        return true;
    }

    private long ubjsonInteger() {
        int length = switch (next()) {
            case 'i', 'U' -> 1;
            case 'I', 'u' -> 2;
            case 'l', 'm' -> 4;
            case 'L', 'M' -> 8;
            default -> 0;
        };
        if (length == 0) {
            return NONE;
        }
        return serialization == Serialization.BJDATA ? little(length) : big(length);
    }

    /** Reads a big-endian number. Returns a negative value if the number is incomplete or too large. */
    private long big(int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            int next = next();
            if (next < 0) {
                return NONE;
            }
            value = value << 8 | next;
        }
        return value;
    }

    private long little(int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            int next = next();
            if (next < 0) {
                return NONE;
            }
            value |= (long) next << Byte.SIZE * i;
        }
        return value;
    }

    /**
     * Checks whether the options ask for an acknowledgement. Searches the encoded bytes, because a dictionary without
     * its end cannot be decoded.
     */
    private boolean acknowledged() {
        for (int i = at; i + ACKNOWLEDGE.length < head.length; i++) {
            if (Arrays.equals(head, i, i + ACKNOWLEDGE.length, ACKNOWLEDGE, 0, ACKNOWLEDGE.length)) {
                at = i + ACKNOWLEDGE.length;
                return isTrue();
            }
        }
        return false;
    }

    private boolean isTrue() {
        int next = next();
        return switch (serialization) {
            case JSON -> {
                while (next == '"' || next == ':' || isBlank(next)) {
                    next = next();
                }
                yield next == 't';
            }
            case MSGPACK -> next == 0xC3;
            case CBOR -> next == 0xF5;
            case UBJSON, BJDATA -> next == 'T';
        };
    }

    private int next() {
        return at < head.length ? head[at++] & 0xFF : (int) NONE;
    }

    private static boolean isBlank(int value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }
}
