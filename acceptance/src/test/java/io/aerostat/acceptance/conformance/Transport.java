package io.aerostat.acceptance.conformance;

/** How a peer reaches the router. */
public enum Transport {
    WEBSOCKET("websocket"),
    RAWSOCKET("rawsocket"),
    UNIX("unix"),
    LONG_POLL("long-poll"),
    /** An embedded router of the same configuration, in the JVM of the tests; it has no serialization. */
    IN_PROCESS("in-process"),
    /** Two embedded routers as nodes of a cluster: peers join in-process, at the two nodes in turn. */
    TWO_NODES("two-nodes");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** Checks whether peers hand over messages as objects, to a router in the JVM of the tests. */
    boolean isEmbedded() {
        return this == IN_PROCESS || this == TWO_NODES;
    }

    @Override
    public String toString() {
        return label;
    }
}
