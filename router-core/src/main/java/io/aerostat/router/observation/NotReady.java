package io.aerostat.router.observation;

/**
 * A reason why a router should get no new clients.
 *
 * @param text for people, such as {@code "cut off from the cluster"}
 */
public record NotReady(Kind kind, String text) {
    /** The kinds of reasons, from the one that passes by itself to the one that never passes. */
    public enum Kind {
        /** The router, or a part of it, is still starting. */
        STARTING,
        /** A part that the router needs is not there. */
        UNAVAILABLE,
        /** The router is about to end. */
        DRAINING
    }

    /** Creates the reason of a router, or a part of one, that is still starting. */
    public static NotReady starting(String text) {
        return new NotReady(Kind.STARTING, text);
    }

    /** Creates the reason of a router that lacks a part that it needs. */
    public static NotReady unavailable(String text) {
        return new NotReady(Kind.UNAVAILABLE, text);
    }

    /** Creates the reason of a router that is about to end. */
    public static NotReady draining(String text) {
        return new NotReady(Kind.DRAINING, text);
    }
}
