package io.aerostat.balloon;

/**
 * The position and motion of the balloon at one moment.
 *
 * @param phase the phase of the flight
 * @param secondsInPhase time since the beginning of the phase, in flight time
 * @param altitude altitude above mean sea level, m
 * @param verticalSpeed speed upwards, m/s
 * @param latitude latitude, degrees north
 * @param longitude longitude, degrees east
 */
record FlightState(
        Phase phase, double secondsInPhase, double altitude, double verticalSpeed, double latitude, double longitude) {

    static FlightState launch(FlightPlan plan) {
        return new FlightState(Phase.ASCENDING, 0, plan.ground(), 0, plan.latitude(), plan.longitude());
    }

    FlightState in(Phase next) {
        return new FlightState(next, 0, altitude, verticalSpeed, latitude, longitude);
    }
}
