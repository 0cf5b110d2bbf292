package io.aerostat.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.aerostat.host.process.EscapedPairs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Formats log records as text for people to read. Logback's layout by a pattern is not used, because it would load two
 * hundred classes at every start. Any thread.
 */
class TextEncoder extends EncoderBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;
    private static final int ORIGIN_WIDTH = 30;

    private final ZoneRules zone = ZoneId.systemDefault().getRules();
    private final EscapedPairs pairs = new EscapedPairs();
    private final boolean isTimed;

    private TextEncoder(boolean isTimed) {
        this.isTimed = isTimed;
    }

    /** Creates a started encoder whose records begin with their time. */
    static TextEncoder startedWithTimes(LoggerContext context) {
        return started(new TextEncoder(true), context);
    }

    /** Creates a started encoder whose records begin with their level. */
    static TextEncoder started(LoggerContext context) {
        return started(new TextEncoder(false), context);
    }

    /**
     * Creates a started encoder whose lines begin with their priority: 3 for an error, 4 for a warning, 6 for
     * information, 7 for everything below. Each line of a record has the priority, because the journal stores each line
     * as an entry of its own.
     */
    static TextEncoder startedForJournal(LoggerContext context) {
        return started(new Journal(), context);
    }

    private static TextEncoder started(TextEncoder encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return null;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return text(event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return null;
    }

    String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        if (isTimed) {
            appendTime(event.getTimeStamp(), text);
        }
        appendPadded(event.getLevel().toString(), LEVEL_WIDTH, text);
        appendPadded(origin(event.getLoggerName()), ORIGIN_WIDTH, text);
        // All lines of a message except the first are indented, so that none of them looks like a record.
        text.append(String.valueOf(event.getFormattedMessage()).replace("\n", "\n\t"))
                .append(pairs.convert(event))
                .append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();
            stackTrace.setContext(getContext());
            stackTrace.start();
            text.append(stackTrace.convert(event));
        }
        return text.toString();
    }

    /** Returns the simple name of a logger, or the last characters of a long name. */
    private static String origin(String logger) {
        String simple = logger.substring(logger.lastIndexOf('.') + 1);
        return simple.substring(Math.max(0, simple.length() - ORIGIN_WIDTH));
    }

    private static void appendPadded(String value, int width, StringBuilder text) {
        text.append(value).append(" ".repeat(Math.max(0, width - value.length()) + 1));
    }

    /** Appends a time of ISO 8601 with milliseconds and offset, and a space. */
    private void appendTime(long millis, StringBuilder text) {
        ZoneOffset offset = zone.getOffset(Instant.ofEpochMilli(millis));
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, offset);
        appendDigits(time.getYear(), 4, '-', text);
        appendDigits(time.getMonthValue(), 2, '-', text);
        appendDigits(time.getDayOfMonth(), 2, 'T', text);
        appendDigits(time.getHour(), 2, ':', text);
        appendDigits(time.getMinute(), 2, ':', text);
        appendDigits(time.getSecond(), 2, '.', text);
        String fraction = Integer.toString(Math.floorMod(millis, 1000));
        text.append("0".repeat(3 - fraction.length()))
                .append(fraction)
                .append(offset.getId())
                .append(' ');
    }

    private static void appendDigits(int number, int width, char end, StringBuilder text) {
        String digits = Integer.toString(number);
        text.append("0".repeat(Math.max(0, width - digits.length())))
                .append(digits)
                .append(end);
    }

    /** Adds priorities to lines. */
    private static final class Journal extends TextEncoder {
        Journal() {
            super(false);
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            String priority = "<" + priority(event.getLevel()) + ">";
            String text = text(event).stripTrailing();
            return (priority + text.replace("\n", "\n" + priority) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        private static int priority(Level level) {
            if (level.isGreaterOrEqual(Level.ERROR)) {
                return 3;
            }
            if (level.isGreaterOrEqual(Level.WARN)) {
                return 4;
            }
            return level.isGreaterOrEqual(Level.INFO) ? 6 : 7;
        }
    }
}
