package io.aerostat.protocol.address;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of hosts as networks use them, not only as RFC 1123 allows them: an underscore is common in container networks, and letters outside ASCII become
 * an internationalized name (RFC 3490, as Java has it). Stateless; any thread.
 */
public final class HostName {
    private static final Pattern ASCII = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final int LONGEST = 255;

    private HostName() {}

    /** The name in ASCII; empty if it is none. */
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
