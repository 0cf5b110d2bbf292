package io.aerostat.command.line;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Creates and reads options without a value, and options with one text. */
public final class Flags {
    private Flags() {}

    /** Returns an option without a value. */
    public static OptionSpec of(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    /** Checks whether the option was given. */
    public static boolean isSet(OptionSpec option) {
        return Boolean.TRUE.equals(option.getValue());
    }

    /** Returns an option with one text. */
    public static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Returns an option with one text and a default, which is mentioned at the end of the description. */
    public static OptionSpec text(String name, String label, String description, String defaultValue) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description + " Default: ${DEFAULT-VALUE}.")
                .defaultValue(defaultValue)
                .build();
    }

    /** Returns the text of an option; null if the option was not given. */
    public static @Nullable String valueOf(OptionSpec option) {
        return option.getValue();
    }

    /**
     * Returns the whole number of an option.
     *
     * @throws CommandFailure if the value is not a whole number, or not in the range
     */
    public static int number(OptionSpec option, int least, int most) throws CommandFailure {
        String text = String.valueOf(valueOf(option));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw CommandFailure.usage(option.longestName() + ": found \"" + text + "\" (expected a whole number from "
                + least + " to " + most + ")");
    }
}
