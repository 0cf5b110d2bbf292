package io.aerostat.protocol.uri;

import java.util.Optional;

/** How the URI of a subscription, registration or permission is compared with a concrete URI (PBR-1, PBS-1). */
public enum MatchPolicy {
    EXACT("exact"),
    PREFIX("prefix"),
    WILDCARD("wildcard");

    private final String wire;

    MatchPolicy(String wire) {
        this.wire = wire;
    }

    /** The value of the {@code match} option. */
    public String wire() {
        return wire;
    }

    public static Optional<MatchPolicy> ofWire(String wire) {
        for (MatchPolicy policy : values()) {
            if (policy.wire.equals(wire)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
