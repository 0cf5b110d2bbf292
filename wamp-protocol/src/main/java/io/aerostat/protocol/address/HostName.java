package io.aerostat.protocol.address;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts host names to the form that networks use. Underscores are accepted although RFC 1123 forbids them, because
 * container networks use them. A name with letters outside ASCII becomes an internationalized name (RFC 3490, with
 * {@link java.net.IDN}). Stateless; any thread.
 */
public final class HostName {
    private static final Pattern ASCII = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final int LONGEST = 255;

    private HostName() {}

    /** Returns the name in ASCII, or empty if the text is not a host name. */
    public static Optional<String> ascii(String name) {
        String ascii;
        try {
            ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return ascii.length() <= LONGEST && ASCII.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    }
}
