package io.aerostat.balloon;

import java.util.Locale;

/** The phases of the flight. */
enum Phase {
    ASCENDING,
    FLOATING,
    FALLING,
    LANDED;

    /** Returns the name in telemetry. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
