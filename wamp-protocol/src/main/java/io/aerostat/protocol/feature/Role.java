package io.aerostat.protocol.feature;

import java.util.Optional;

/** The roles that a peer announces: four for clients, and two for routers. */
public enum Role {
    PUBLISHER("publisher"),
    SUBSCRIBER("subscriber"),
    CALLER("caller"),
    CALLEE("callee"),
    BROKER("broker"),
    DEALER("dealer");

    private final String wire;

    Role(String wire) {
        this.wire = wire;
    }

    /** Returns the name of the role in messages. */
    public String wire() {
        return wire;
    }

    /** Checks whether this is a client role; the others are router roles. */
    public boolean isClient() {
        return this != BROKER && this != DEALER;
    }

    /** Returns the role with this name in messages, or empty. */
    public static Optional<Role> ofWire(String wire) {
        for (Role role : values()) {
            if (role.wire.equals(wire)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
