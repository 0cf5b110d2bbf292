package io.aerostat.protocol.feature;

import java.util.Optional;

/** The roles that a peer announces: four of clients, two of routers. */
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

    /** Returns the name on the wire. */
    public String wire() {
        return wire;
    }

    /** Whether clients have this role; the others are a router's. */
    public boolean isClient() {
        return this != BROKER && this != DEALER;
    }

    /** Returns the role with a name on the wire. */
    public static Optional<Role> ofWire(String wire) {
        for (Role role : values()) {
            if (role.wire.equals(wire)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
