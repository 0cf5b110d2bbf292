package io.aerostat.balloon;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code extra} of the balloon's configuration.
 *
 * @param authid the authid of the balloon
 * @param secret the secret for WAMP-CRA
 * @param plan the flight of the balloon
 * @param interval time between two readings of the instruments
 */
record BalloonOptions(String authid, String secret, FlightPlan plan, Duration interval) {

    /**
     * Reads {@code extra}: {@code authid}, {@code secret}, {@code interval} in seconds and {@code flight}, whose keys
     * are those of {@link FlightPlan}, with {@code rest} in seconds of flight time and {@code launch_time} in the form
     * {@code 07:00}. Only {@code secret} has no default.
     */
    static BalloonOptions of(Map<String, @Nullable Object> extra) {
        if (!(extra.get("secret") instanceof String secret)) {
            throw new IllegalArgumentException("extra.secret: missing (expected the balloon's secret)");
        }
        String authid = extra.get("authid") instanceof String text ? text : "karina";
        Duration interval = seconds(new Numbers("extra", extra).number("interval", 1));
        if (interval.compareTo(Duration.ofMillis(50)) < 0) {
            throw new IllegalArgumentException("extra.interval: found " + interval + " (expected at least 0.05 s)");
        }
        return new BalloonOptions(authid, secret, plan(extra.get("flight")), interval);
    }

    private static FlightPlan plan(@Nullable Object flight) {
        FlightPlan given = FlightPlan.DEFAULT;
        if (!(flight instanceof Map<?, ?> values)) {
            return given;
        }
        Numbers numbers = new Numbers("extra.flight", values);
        double pace = numbers.number("pace", given.pace());
        // A flight at the pace of real time also uses the real time of day.
        Optional<LocalTime> launchTime = values.get("launch_time") instanceof String text
                ? Optional.of(time(text))
                : pace == 1 ? Optional.empty() : given.launchTime();
        return new FlightPlan(
                numbers.number("latitude", given.latitude()),
                numbers.number("longitude", given.longitude()),
                numbers.number("ground", given.ground()),
                numbers.number("float_altitude", given.floatAltitude()),
                numbers.number("ascent_rate", given.ascentRate()),
                numbers.number("landing_speed", given.landingSpeed()),
                seconds(numbers.number("rest", given.rest().toSeconds())),
                pace,
                launchTime);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "extra.flight.launch_time: found " + text + " (expected a time such as 07:00)", e);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private record Numbers(String path, Map<?, ?> values) {

        double number(String key, double absent) {
            Object value = values.get(key);
            if (value == null) {
                return absent;
            }
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException(path + "." + key + ": found something else (expected a number)");
        }
    }

    /** Returns the options without the secret. */
    @Override
    public String toString() {
        return "BalloonOptions[authid " + authid + ", " + plan + "]";
    }
}
