package io.aerostat.host.process;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Formats the key-values of a log line, each after a space: {@code key=value}, or {@code key="a value"} with quotes,
 * backslashes and control characters escaped. With the option {@code quoted}, all values are put in quotes. Logback's
 * own conversion does not escape values.
 */
public final class EscapedPairs extends ClassicConverter {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Cntrl}\"\\\\=]+");

    @Override
    public String convert(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null) {
            return "";
        }
        boolean quoted = "quoted".equals(getFirstOption());
        StringBuilder text = new StringBuilder();
        for (KeyValuePair pair : pairs) {
            text.append(' ').append(pair.key).append('=');
            String value = String.valueOf(pair.value);
            if (!quoted && PLAIN.matcher(value).matches()) {
                text.append(value);
            } else {
                appendQuoted(value, text);
            }
        }
        return text.toString();
    }

    private static void appendQuoted(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
