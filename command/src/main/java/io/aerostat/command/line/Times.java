package io.aerostat.command.line;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the durations of a command line. */
public final class Times {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Times() {}

    /**
     * Reads a duration such as {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h}.
     *
     * @throws CommandFailure if the text is anything else, zero, or longer than a year
     */
    public static Duration read(String option, String text) throws CommandFailure {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw CommandFailure.usage(option + ": found \"" + text + "\" (expected a time such as 500ms, 10s or 2m)");
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw CommandFailure.usage(option + ": found \"" + text + "\" (expected at most 365 days)");
        }
        return duration;
    }
}
