package io.aerostat.protocol.uri;

/** The namespace of the protocol itself, in which applications neither publish nor register (URI-5). */
public final class ReservedUris {
    private ReservedUris() {}

    /** Whether the first component is {@code wamp}; {@code wampum.x} is an ordinary URI. */
    public static boolean isReserved(String uri) {
        return uri.startsWith("wamp") && (uri.length() == 4 || uri.charAt(4) == '.');
    }
}
