package io.aerostat.node.config;

import java.util.regex.Pattern;

/**
 * The place of a part in the configuration file, for messages about the part after the file was read.
 *
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint}
 * @param line the line of the file, from 1
 * @param column the column of the line, from 1
 */
public record Origin(String path, int line, int column) {

    // Control characters of terminals, and unpaired surrogates.
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /** The origin of an object that does not come from a file. */
    public static final Origin NONE = new Origin("", 1, 1);

    /** Returns a line for the user: {@code file:line:column: path: message}. */
    public String line(String file, String message) {
        String place = file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ");
        return NOT_PRINTABLE.matcher(place + message).replaceAll("?");
    }
}
