package io.aerostat.acceptance.conformance;

/** How a peer reaches the router. */
public enum Transport {
    WEBSOCKET("websocket"),
    RAWSOCKET("rawsocket"),
    UNIX("unix"),
    LONG_POLL("long-poll"),
    /** An embedded router of the same configuration, in the JVM of the tests; it has no serialization. */
    IN_PROCESS("in-process");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
