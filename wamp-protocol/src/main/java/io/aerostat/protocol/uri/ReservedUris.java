package io.aerostat.protocol.uri;

/**
 * The namespace that the protocol reserves, in which applications must not publish or register (URI-5), and the
 * namespace of the procedures that manage one node.
 */
public final class ReservedUris {
    private static final String NODE = "aerostat.node.";

    private ReservedUris() {}

    /** Checks whether the first component of a URI is {@code wamp}. For example, {@code wampum.x} is not reserved. */
    public static boolean isReserved(String uri) {
        return uri.startsWith("wamp") && (uri.length() == 4 || uri.charAt(4) == '.');
    }

    /**
     * Checks whether a URI is in the namespace of the procedures that manage one node. Nodes of a cluster do not share
     * registrations of these procedures, because each node answers for itself.
     */
    public static boolean isOfNode(String uri) {
        return uri.startsWith(NODE);
    }
}
