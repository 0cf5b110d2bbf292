package io.aerostat.node.config.located;

import java.util.regex.Pattern;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param at where
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint.port}; empty for the file as a whole
 * @param message what was found and what was expected, never a secret
 */
public record Problem(Location at, String path, String message) {
    // Of surrogates, those that are not one of a pair.
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /** The line that a user reads: {@code file:line:column: path: message}. */
    public String line(String file) {
        return printable(file + ":" + at + ": " + (path.isEmpty() ? message : path + ": " + message));
    }

    /** The text without what steers a terminal or is no character: a question mark for each. */
    public static String printable(String text) {
        return NOT_PRINTABLE.matcher(text).replaceAll("?");
    }
}
