package io.aerostat.acceptance.component;

import io.aerostat.component.Component;

/** A component whose constructor fails. */
public final class ThrowsAtBirth implements Component {
    public ThrowsAtBirth() {
        throw new IllegalStateException("no helium");
    }
}
