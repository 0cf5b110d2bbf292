package io.aerostat.acceptance.component;

import io.aerostat.component.Component;

/** Cannot even be made. */
public final class ThrowsAtBirth implements Component {
    public ThrowsAtBirth() {
        throw new IllegalStateException("no helium");
    }
}
