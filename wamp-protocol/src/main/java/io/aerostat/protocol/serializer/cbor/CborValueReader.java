package io.aerostat.protocol.serializer.cbor;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of CBOR and interprets their tags. This class is separate from {@link CborReader}, so that
 * validating bytes does not become slower. Serves one payload on one thread.
 */
public final class CborValueReader extends CborReader {
    private static final double MAX_EPOCH_SECONDS = 1e11;
    private static final int UUID_LENGTH = 16;

    private @Nullable String meantText;
    private Instant timestamp = Instant.EPOCH;
    private BigDecimal decimal = BigDecimal.ZERO;
    private String foreign = "";
    private int foreignStart;

    public CborValueReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    public Token nextMeant() throws ProtocolViolation {
        meantText = null;
        Token token = next();
        switch (token) {
            case KEY, ODD_KEY, LIST_END, DICTIONARY_END -> {
                return token;
            }
            case EXTENSION -> {
                return foreign(tokenStart, "an extension type, a simple value,");
            }
            default -> {
                long tag = tag();
                return CborTag.isTransparent(tag) ? token : meaning(token, tokenStart, tag);
            }
        }
    }

    /**
     * Returns the tag of the last item; skips transparent tags before it. If a tag that is not transparent is followed
     * by another tag, returns {@link CborTag#SEVERAL}.
     */
    private long tag() {
        long tag = CborTag.NONE;
        int at = tokenStart;
        while ((bytes[at] & 0xff) >>> 5 == TAG) {
            int info = bytes[at++] & 31;
            long inner = info;
            if (info >= 24) {
                inner = 0;
                for (int k = 1 << (info - 24); k > 0; k--) {
                    inner = inner << 8 | bytes[at++] & 0xff;
                }
            }
            tag = CborTag.isTransparent(tag) ? inner : CborTag.SEVERAL;
        }
        return tag;
    }

    private Token meaning(Token token, int start, long meant) throws ProtocolViolation {
        if (meant == CborTag.DATE_TIME && token == Token.TEXT) {
            return dateTime();
        }
        if (meant == CborTag.EPOCH && (token == Token.INTEGER || token == Token.REAL)) {
            double seconds = token == Token.REAL ? real : integer;
            if (Math.abs(seconds) <= MAX_EPOCH_SECONDS) {
                timestamp = token == Token.REAL ? ofSeconds(seconds) : Instant.ofEpochSecond(integer);
                return Token.TIMESTAMP;
            }
        } else if (token == Token.BIG_INTEGER
                && (meant == CborTag.POSITIVE_BIG_INTEGER || meant == CborTag.NEGATIVE_BIG_INTEGER)) {
            return token;
        } else if (meant == CborTag.DECIMAL && token == Token.LIST) {
            int outside = depth() - 1;
            boolean isDecimal = decimalFraction();
            skipTo(outside);
            return isDecimal ? Token.DECIMAL : foreign(start, "tag 4");
        } else if (meant == CborTag.UUID && token == Token.BINARY && contentLength == UUID_LENGTH && !isChunked()) {
            ByteBuffer uuid = ByteBuffer.wrap(bytes, contentStart, UUID_LENGTH);
            meantText = new UUID(uuid.getLong(), uuid.getLong()).toString();
            return Token.TEXT;
        } else if (meant == CborTag.EPOCH_DAY && token == Token.INTEGER && integer == (int) integer) {
            meantText = LocalDate.ofEpochDay(integer).toString();
            return Token.TEXT;
        }
        skip(token);
        return foreign(start, meant == CborTag.SEVERAL ? "several tags" : "tag " + Long.toUnsignedString(meant));
    }

    /** Returns a timestamp, or a text if the text is not a date. */
    private Token dateTime() {
        String text = text();
        try {
            timestamp = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Token.TEXT;
        }
        meantText = text;
        return Token.TIMESTAMP;
    }

    /** Returns the instant, rounded to microseconds, because a double cannot be more precise for the present time. */
    private static Instant ofSeconds(double seconds) {
        long micros = BigDecimal.valueOf(seconds)
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Reads exponent and mantissa. Returns false if they are missing. */
    private boolean decimalFraction() throws ProtocolViolation {
        if (next() != Token.INTEGER || tag() != CborTag.NONE || Math.abs(integer) > MAX_EXPONENT) {
            return false;
        }
        int exponent = (int) integer;
        Token token = next();
        boolean isInteger = token == Token.INTEGER && tag() == CborTag.NONE;
        if (!isInteger && token != Token.BIG_INTEGER) {
            return false;
        }
        decimal = new BigDecimal(isInteger ? BigInteger.valueOf(integer) : bigInteger(), -exponent);
        return next() == Token.LIST_END;
    }

    private Token foreign(int start, String what) {
        foreign = what + " of CBOR";
        foreignStart = start;
        return Token.FOREIGN;
    }

    @Override
    public BigDecimal decimal() {
        return decimal;
    }

    @Override
    public Instant timestamp() {
        return timestamp;
    }

    @Override
    public String timestampText() {
        return meantText != null ? meantText : super.timestampText();
    }

    @Override
    public String foreign() {
        return foreign;
    }

    @Override
    public int foreignStart() {
        return foreignStart;
    }

    @Override
    public String text() {
        return meantText != null ? meantText : super.text();
    }

    @Override
    public void copyText(TokenWriter to) throws NotExpressible {
        if (meantText != null) {
            to.text(meantText);
        } else {
            super.copyText(to);
        }
    }
}
