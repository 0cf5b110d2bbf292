package io.aerostat.balloon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The readings of one moment, as keyword arguments of an event. */
final class Telemetry {

    private static final double ZERO_CELSIUS = 273.15;
    private static final double PASCAL_PER_HECTOPASCAL = 100;

    private Telemetry() {}

    /**
     * Returns the readings of the instruments.
     *
     * @param time the time of the readings
     * @param timeAboard the flight time, which determines the position of the sun
     * @param state the state of the balloon
     */
    static Map<String, Object> of(Instant time, Instant timeAboard, FlightState state) {
        StandardAtmosphere.Air air = StandardAtmosphere.at(state.altitude());
        double radiation =
                SolarRadiation.onLevelPlate(timeAboard, state.latitude(), state.longitude(), state.altitude());
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        readings.put("flight_time", timeAboard.truncatedTo(ChronoUnit.SECONDS).toString());
        readings.put("phase", state.phase().spelling());
        readings.put("altitude", rounded(state.altitude(), 1));
        readings.put("vertical_speed", rounded(state.verticalSpeed(), 2));
        readings.put("pressure", rounded(air.pressure() / PASCAL_PER_HECTOPASCAL, 2));
        readings.put("temperature", rounded(air.temperature() - ZERO_CELSIUS, 2));
        readings.put("radiation", rounded(radiation, 1));
        readings.put("latitude", rounded(state.latitude(), 5));
        readings.put("longitude", rounded(state.longitude(), 5));
        return readings;
    }

    private static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }
}
