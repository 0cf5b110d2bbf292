package io.aerostat.node.config.located;

import java.util.regex.Pattern;

/**
 * One mistake in a configuration file.
 *
 * @param at the place of the problem
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint.port}; empty for the file as a
 *     whole
 * @param message what was found and what was expected; contains no secret
 */
public record Problem(Location at, String path, String message) {
    // Control characters, and unpaired surrogates.
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /** Returns a line for the user: {@code file:line:column: path: message}. */
    public String line(String file) {
        return printable(file + ":" + at + ": " + (path.isEmpty() ? message : path + ": " + message));
    }

    /** Returns the text with a question mark for each control character and each invalid character. */
    public static String printable(String text) {
        return NOT_PRINTABLE.matcher(text).replaceAll("?");
    }
}
