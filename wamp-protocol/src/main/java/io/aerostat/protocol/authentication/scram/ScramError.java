package io.aerostat.protocol.authentication.scram;

/**
 * The reason why a SCRAM authentication has failed. ABORT contains the reason's name from RFC 5802 §7 under
 * {@code scram} (SCR-13).
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

    /** Returns the name of the error in ABORT. */
    public String wire() {
        return wire;
    }
}
