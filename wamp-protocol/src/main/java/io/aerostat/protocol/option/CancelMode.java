package io.aerostat.protocol.option;

import java.util.Optional;

/** The ways to cancel a call (CAN-1). */
public enum CancelMode {
    /** The caller gets its answer at once; the callee is not interrupted (CAN-2). */
    SKIP("skip"),
    /** The callee is interrupted; the caller gets the callee's answer (CAN-3). */
    KILL("kill"),
    /** The callee is interrupted; the caller gets its answer at once (CAN-4). */
    KILLNOWAIT("killnowait");

    private final String wire;

    CancelMode(String wire) {
        this.wire = wire;
    }

    /** Returns the name of the mode in messages. */
    public String wire() {
        return wire;
    }

    /** Returns the mode with this name in messages, or empty. */
    public static Optional<CancelMode> ofWire(String wire) {
        for (CancelMode mode : values()) {
            if (mode.wire.equals(wire)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
