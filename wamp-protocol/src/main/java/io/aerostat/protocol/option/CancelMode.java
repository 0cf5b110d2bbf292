package io.aerostat.protocol.option;

import java.util.Optional;

/** What a cancellation does (CAN-1). */
public enum CancelMode {
    /** The caller is answered at once; the callee is not told (CAN-2). */
    SKIP("skip"),
    /** The callee is interrupted, and its answer is the caller's (CAN-3). */
    KILL("kill"),
    /** The callee is interrupted and the caller answered at once (CAN-4). */
    KILLNOWAIT("killnowait");

    private final String wire;

    CancelMode(String wire) {
        this.wire = wire;
    }

    /** Returns the name on the wire. */
    public String wire() {
        return wire;
    }

    /** Returns the mode with a name on the wire. */
    public static Optional<CancelMode> ofWire(String wire) {
        for (CancelMode mode : values()) {
            if (mode.wire.equals(wire)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
