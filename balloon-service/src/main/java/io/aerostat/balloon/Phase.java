package io.aerostat.balloon;

import java.util.Locale;

/** What the balloon is doing. */
enum Phase {
    ASCENDING,
    FLOATING,
    FALLING,
    LANDED;

    /** As telemetry spells it. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
