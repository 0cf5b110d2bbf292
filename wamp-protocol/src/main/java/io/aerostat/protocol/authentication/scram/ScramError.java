package io.aerostat.protocol.authentication.scram;

/**
 * The reason why a SCRAM authentication failed, by its name in RFC 5802 §7, which ABORT carries under {@code scram}
 * (SCR-13).
 */
public enum ScramError {
    INVALID_ENCODING("invalid-encoding"),
    INVALID_PROOF("invalid-proof"),
    CHANNEL_BINDINGS_DONT_MATCH("channel-bindings-dont-match"),
    OTHER_ERROR("other-error");

    private final String wire;

    ScramError(String wire) {
        this.wire = wire;
    }

    /** Returns the name on the wire. */
    public String wire() {
        return wire;
    }
}
