package io.aerostat.node.config.reading;

import io.aerostat.node.config.located.LocatedText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands environment variables in configuration values. */
public final class Variables {
    private static final Pattern WHOLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern ANYWHERE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private Variables() {}

    /** Returns the name if the whole text is {@code ${NAME}}. */
    public static Optional<String> name(String text) {
        Matcher matcher = WHOLE.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Returns the text, or the variable's value if the whole text is {@code ${NAME}}; empty if the variable is not set.
     */
    public static Optional<String> expandWhole(LocatedText text, Reading reading) {
        Optional<String> name = name(text.value());
        return name.isEmpty() ? Optional.of(text.value()) : variable(name.get(), text, reading);
    }

    /**
     * Returns the text with every {@code $NAME} and {@code ${NAME}} replaced; empty if a variable is not set.
     *
     * @param keepsUnset whether to keep an unset variable in the text and give a notice, instead of returning an empty
     *     result
     */
    public static Optional<String> expandAnywhere(LocatedText text, Reading reading, boolean keepsUnset) {
        Matcher matcher = ANYWHERE.matcher(text.value());
        StringBuilder expanded = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (keepsUnset && reading.variable(name).isEmpty()) {
                reading.notice(
                        text.at(), "environment variable " + name + " is not set, so its name stays in the text");
                matcher.appendReplacement(expanded, Matcher.quoteReplacement(matcher.group()));
                continue;
            }
            Optional<String> value = variable(name, text, reading);
            complete &= value.isPresent();
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value.orElse("")));
        }
        matcher.appendTail(expanded);
        return complete ? Optional.of(expanded.toString()) : Optional.empty();
    }

    private static Optional<String> variable(String name, LocatedText text, Reading reading) {
        Optional<String> value = reading.variable(name);
        if (value.isEmpty()) {
            reading.problem(text.at(), "environment variable " + name + " is not set");
        }
        Optional<String> damage = value.flatMap(reading.charsets()::damage);
        damage.ifPresent(why -> reading.problem(text.at(), "environment variable " + name + " cannot be read: " + why));
        return damage.isPresent() ? Optional.empty() : value;
    }
}
