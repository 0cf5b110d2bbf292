package com.example.balloon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The readings of one moment.
 *
 * @param phase the phase of the flight
 * @param altitude altitude above mean sea level, m
 * @param verticalSpeed metres upwards in a step
 * @param pressure air pressure, hPa
 * @param temperature temperature of the air, °C
 */
public record Telemetry(
        String time, String phase, double altitude, double verticalSpeed, double pressure, double temperature) {
    static Telemetry at(String phase, double altitude, double verticalSpeed) {
        return new Telemetry(
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                phase,
                altitude,
                verticalSpeed,
                1013.25 * Math.exp(-altitude / 7_640),
                Math.max(15 - 0.0065 * altitude, -56.5));
    }

    /** Returns the readings as keyword arguments, as the page of the balloon expects them. */
    Map<String, Object> kwargs() {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        kwargs.put("time", time);
        kwargs.put("phase", phase);
        kwargs.put("altitude", altitude);
        kwargs.put("vertical_speed", verticalSpeed);
        kwargs.put("pressure", pressure);
        kwargs.put("temperature", temperature);
        return kwargs;
    }
}
