package io.aerostat.balloon;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Where and how the balloon flies.
 *
 * @param latitude of the launch site, degrees north
 * @param longitude of the launch site, degrees east
 * @param ground its height above mean sea level, m
 * @param floatAltitude where it stops rising, m
 * @param ascentRate m/s
 * @param landingSpeed how fast its parachute lets it down near sea level, m/s; faster in thin air
 * @param rest how long it stays landed, in flight time
 * @param pace how many times faster than the clock flight time passes
 * @param launchTime what flight time begins with, in UTC, on the day of the launch; empty: the time of the clock
 */
record FlightPlan(
        double latitude,
        double longitude,
        double ground,
        double floatAltitude,
        double ascentRate,
        double landingSpeed,
        Duration rest,
        double pace,
        Optional<LocalTime> launchTime) {

    /**
     * From the meteorological observatory of Lindenberg up to 32 km. At this pace: 100 s to get there, 20 s to fall, 10 s of
     * rest; and it begins in the morning, since a night without any sun would be a dull demonstration.
     */
    static final FlightPlan DEFAULT = new FlightPlan(
            52.21, 14.12, 112, 32_000, 5.5, 10, Duration.ofMinutes(10), 60, Optional.of(LocalTime.of(7, 0)));

    FlightPlan {
        within("latitude", latitude, -90, 90);
        within("longitude", longitude, -180, 180);
        within("ground", ground, -500, 9_000);
        within("floatAltitude", floatAltitude, ground + 100, 50_000);
        within("ascentRate", ascentRate, 0.1, 100);
        within("landingSpeed", landingSpeed, 0.1, 100);
        within("pace", pace, 0.1, 1_000);
        if (rest.isNegative()) {
            throw new IllegalArgumentException("rest: found " + rest + " (expected at least 0)");
        }
    }

    private static void within(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(
                    name + ": found " + value + " (expected from " + lowest + " to " + highest + ")");
        }
    }
}
