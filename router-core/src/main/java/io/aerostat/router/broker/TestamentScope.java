package io.aerostat.router.broker;

import java.util.Optional;

/**
 * The scope of a testament, which decides when the testament is published. Sessions cannot be resumed, so both scopes
 * end at the same time; testaments of the scope {@code detached} are published first (TES-3).
 */
public enum TestamentScope {
    DETACHED("detached"),
    DESTROYED("destroyed");

    private final String wire;

    TestamentScope(String wire) {
        this.wire = wire;
    }

    public static Optional<TestamentScope> ofWire(String wire) {
        for (TestamentScope scope : values()) {
            if (scope.wire.equals(wire)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
