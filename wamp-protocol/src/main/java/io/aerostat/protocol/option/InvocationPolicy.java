package io.aerostat.protocol.option;

import java.util.Optional;

/** The policy by which a shared registration selects the callee of a call (SHR-1). */
public enum InvocationPolicy {
    SINGLE("single"),
    ROUNDROBIN("roundrobin"),
    RANDOM("random"),
    FIRST("first"),
    LAST("last");

    private final String wire;

    InvocationPolicy(String wire) {
        this.wire = wire;
    }

    /** Returns the name of the policy in messages. */
    public String wire() {
        return wire;
    }

    /** Returns the policy with this name in messages, or empty. */
    public static Optional<InvocationPolicy> ofWire(String wire) {
        for (InvocationPolicy policy : values()) {
            if (policy.wire.equals(wire)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
