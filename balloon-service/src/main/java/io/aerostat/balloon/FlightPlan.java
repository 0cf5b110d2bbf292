package io.aerostat.balloon;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The place, heights, speeds and times of the balloon's flight.
 *
 * @param latitude latitude of the launch site, degrees north
 * @param longitude longitude of the launch site, degrees east
 * @param ground height of the launch site above mean sea level, m
 * @param floatAltitude altitude at which the balloon stops rising, m
 * @param ascentRate speed of the ascent, m/s
 * @param landingSpeed speed of the fall with the parachute near sea level, m/s; in thin air, the balloon falls faster
 * @param rest how long the balloon rests on the ground, in flight time
 * @param pace the number of seconds of flight time that pass in a second of the clock
 * @param launchTime the time of day, in UTC, at which the flight time begins on the day of the launch; empty for the
 *     time of the clock
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
     * A flight from the meteorological observatory of Lindenberg up to 32 km. At its pace, the balloon rises for 100 s,
     * falls for 20 s and rests for 10 s. The flight begins in the morning, because a night without sun would be a dull
     * demonstration.
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
