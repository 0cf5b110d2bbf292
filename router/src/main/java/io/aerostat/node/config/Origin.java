package io.aerostat.node.config;

import java.util.regex.Pattern;

/**
 * The place in the configuration file where something is configured, for messages that are written when the file is
 * closed.
 *
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint}
 * @param line the line of the file, from 1
 * @param column the column of the line, from 1
 */
public record Origin(String path, int line, int column) {

    // Control characters of terminals, and surrogates that are not in a pair.
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /** For an object that no file configures. */
    public static final Origin NONE = new Origin("", 1, 1);

    /** Returns a line for the user: {@code file:line:column: path: message}. */
    public String line(String file, String message) {
        String place = file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ");
        return NOT_PRINTABLE.matcher(place + message).replaceAll("?");
    }
}
