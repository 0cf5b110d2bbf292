package io.aerostat.protocol.uri;

/** The namespace that the protocol reserves: applications must not publish or register in it (URI-5). */
public final class ReservedUris {
    private ReservedUris() {}

    /** Checks whether the first component of a URI is {@code wamp}. {@code wampum.x}, for example, is not reserved. */
    public static boolean isReserved(String uri) {
        return uri.startsWith("wamp") && (uri.length() == 4 || uri.charAt(4) == '.');
    }
}
