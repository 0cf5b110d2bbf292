package io.aerostat.node.config;

import java.util.regex.Pattern;

/**
 * Where in the configuration file something was configured, for messages at a time when the file is no longer at hand.
 *
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint}
 * @param line the line of the file, from 1
 * @param column the column of the line, from 1
 */
public record Origin(String path, int line, int column) {

    // What steers a terminal, and surrogates that are not one of a pair.
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /** For what was not configured by a file. */
    public static final Origin NONE = new Origin("", 1, 1);

    /** A line for the user: {@code file:line:column: path: message}. */
    public String line(String file, String message) {
        String place = file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ");
        return NOT_PRINTABLE.matcher(place + message).replaceAll("?");
    }
}
