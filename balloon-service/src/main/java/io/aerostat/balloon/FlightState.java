package io.aerostat.balloon;

/**
 * The position and motion of the balloon at one moment.
 *
 * @param phase its phase
 * @param secondsInPhase time since the beginning of the phase, in flight time
 * @param altitude above mean sea level, m
 * @param verticalSpeed up, m/s
 * @param latitude degrees north
 * @param longitude degrees east
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
