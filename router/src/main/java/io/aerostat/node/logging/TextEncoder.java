package io.aerostat.node.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.aerostat.host.process.EscapedPairs;
import java.nio.charset.StandardCharsets;

/** Formats log records as text for people. */
final class TextEncoder extends LayoutWrappingEncoder<ILoggingEvent> {
    private static final String PATTERN = "%-5level %-30.30logger{0} %indented%pairs%n%ex";

    private TextEncoder() {}

    /**
     * Creates a started encoder.
     *
     * @param prefix the pattern that each record begins with
     */
    static TextEncoder started(LoggerContext context, String prefix) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("pairs", EscapedPairs::new);
        layout.getInstanceConverterMap().put("indented", Indented::new);
        layout.setPattern(prefix + PATTERN);
        layout.start();
        TextEncoder encoder = new TextEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    /** Indents the further lines of a message, so that none of them looks like a record. */
    private static final class Indented extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return event.getFormattedMessage().replace("\n", "\n\t");
        }
    }
}
