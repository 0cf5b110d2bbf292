package io.aerostat.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.aerostat.host.process.EscapedPairs;
import java.nio.charset.StandardCharsets;

/** Formats log records as text for people to read. */
class TextEncoder extends LayoutWrappingEncoder<ILoggingEvent> {
    private static final String PATTERN = "%-5level %-30.30logger{0} %indented%pairs%n%ex";

    private TextEncoder() {}

    /**
     * Creates a started encoder.
     *
     * @param prefix the pattern that each record begins with
     */
    static TextEncoder started(LoggerContext context, String prefix) {
        return started(new TextEncoder(), context, prefix);
    }

    /**
     * Creates a started encoder whose lines begin with their priority: 3 for an error, 4 for a warning, 6 for
     * information, 7 for everything below. Each line of a record has the priority, because the journal stores each line
     * as an entry of its own.
     */
    static TextEncoder startedForJournal(LoggerContext context) {
        return started(new Journal(), context, "");
    }

    private static TextEncoder started(TextEncoder encoder, LoggerContext context, String prefix) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("pairs", EscapedPairs::new);
        layout.getInstanceConverterMap().put("indented", Indented::new);
        layout.setPattern(prefix + PATTERN);
        layout.start();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    /** Adds priorities to lines. */
    private static final class Journal extends TextEncoder {
        @Override
        public byte[] encode(ILoggingEvent event) {
            String priority = "<" + priority(event.getLevel()) + ">";
            String text = getLayout().doLayout(event).stripTrailing();
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

    /** Indents all lines of a message except the first, so that none of them looks like a record. */
    private static final class Indented extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return event.getFormattedMessage().replace("\n", "\n\t");
        }
    }
}
