package io.aerostat.router.observation;

/**
 * A reason why a router should not get new clients.
 *
 * @param text the reason for people, such as {@code "cut off from the cluster"}
 */
public record NotReady(Kind kind, String text) {
    /**
     * The kinds of reasons. A reason of the kind {@link #STARTING} disappears by itself; a reason of the kind
     * {@link #DRAINING} never does.
     */
    public enum Kind {
        /** The router, or a part of it, is still starting. */
        STARTING,
        /** A part that the router needs is not available. */
        UNAVAILABLE,
        /** The router is about to shut down. */
        DRAINING
    }

    /** Returns a reason: the router, or a part of it, is still starting. */
    public static NotReady starting(String text) {
        return new NotReady(Kind.STARTING, text);
    }

    /** Returns a reason: a part that the router needs is not available. */
    public static NotReady unavailable(String text) {
        return new NotReady(Kind.UNAVAILABLE, text);
    }

    /** Returns a reason: the router is about to shut down. */
    public static NotReady draining(String text) {
        return new NotReady(Kind.DRAINING, text);
    }
}
