package io.aerostat.protocol.address;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Host names as networks use them. RFC 1123 forbids underscores, but container networks use them, so they are accepted;
 * letters outside ASCII become an internationalized name (RFC 3490, by {@link java.net.IDN}). Stateless; any thread.
 */
public final class HostName {
    private static final Pattern ASCII = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final int LONGEST = 255;

    private HostName() {}

    /** Returns the name in ASCII, or nothing if the text is not a host name. */
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
