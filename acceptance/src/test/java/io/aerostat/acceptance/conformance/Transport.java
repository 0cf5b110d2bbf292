package io.aerostat.acceptance.conformance;

/** The ways in which a peer connects to the router. */
public enum Transport {
    WEBSOCKET("websocket"),
    RAWSOCKET("rawsocket"),
    UNIX("unix"),
    LONG_POLL("long-poll"),
    /**
     * In-process, to an embedded router with the same configuration in the JVM of the tests, without a serialization.
     */
    IN_PROCESS("in-process"),
    /** Two embedded routers as nodes of a cluster: peers join in-process, at the two nodes in turn. */
    TWO_NODES("two-nodes"),
    /** Like {@link #TWO_NODES}, with a real nats-server between the nodes. */
    TWO_NODES_NATS("two-nodes-nats");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** Checks whether peers pass messages as objects to a router in the JVM of the tests. */
    boolean isEmbedded() {
        return this == IN_PROCESS || this == TWO_NODES || this == TWO_NODES_NATS;
    }

    @Override
    public String toString() {
        return label;
    }
}
