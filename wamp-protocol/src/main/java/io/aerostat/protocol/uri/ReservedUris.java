package io.aerostat.protocol.uri;

/** The namespace that the protocol reserves. Applications must not publish to it or register in it (URI-5). */
public final class ReservedUris {
    private ReservedUris() {}

    /** Checks whether the first component of a URI is {@code wamp}. For example, {@code wampum.x} is not reserved. */
    public static boolean isReserved(String uri) {
        return uri.startsWith("wamp") && (uri.length() == 4 || uri.charAt(4) == '.');
    }
}
