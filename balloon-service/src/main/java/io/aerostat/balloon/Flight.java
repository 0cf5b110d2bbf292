package io.aerostat.balloon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * The flight of the balloon: it rises, floats until it is popped, falls, rests on the ground and rises again. Each
 * query computes the flight up to the present time of the clock. Not thread-safe.
 */
final class Flight {

    private static final double EARTH_RADIUS = 6_371_000;

    /** One step of the computation, in seconds of flight time. */
    private static final double STEP = 1;

    /**
     * The longest flight time that one query computes. After a longer time without a query, the flight continues as if
     * only this time had passed.
     */
    private static final double LONGEST_LEAP = Duration.ofHours(6).toSeconds();

    /** The time constant of changes of the vertical speed, in seconds: the inertia of balloon and air. */
    private static final double INERTIA = 15;

    private static final double BOBBING_HEIGHT = 30;
    private static final double BOBBING_PERIOD = 600;

    private final FlightPlan plan;
    private final InstantSource clock;
    private final Instant began;
    private FlightState state;
    private Instant computedUpTo;

    Flight(FlightPlan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
        this.began = clock.instant();
        this.computedUpTo = began;
        this.state = FlightState.launch(plan);
    }

    /** Returns the present state. */
    FlightState now() {
        Instant now = clock.instant();
        // A clock that is set back does not make the balloon fly backwards.
        double elapsed = Math.max(0, Duration.between(computedUpTo, now).toNanos() / 1e9 * plan.pace());
        computedUpTo = now;
        double left = Math.min(elapsed, LONGEST_LEAP);
        while (left > 0) {
            double step = Math.min(left, STEP);
            state = next(state, step);
            left -= step;
        }
        return state;
    }

    /** Returns the time aboard the balloon. It begins at the launch time of the plan, and passes at the plan's pace. */
    Instant timeAboard() {
        Instant launch = plan.launchTime()
                .map(time -> began.atZone(ZoneOffset.UTC).with(time).toInstant())
                .orElse(began);
        double seconds = Duration.between(began, computedUpTo).toNanos() / 1e9 * plan.pace();
        return launch.plusMillis((long) (seconds * 1000));
    }

    /**
     * Lets the balloon fall.
     *
     * @return whether the balloon was whole and in the air before
     */
    boolean pop() {
        FlightState now = now();
        boolean whole = now.phase() == Phase.ASCENDING || now.phase() == Phase.FLOATING;
        if (whole) {
            state = now.in(Phase.FALLING);
        }
        return whole;
    }

    private FlightState next(FlightState from, double seconds) {
        return switch (from.phase()) {
            case ASCENDING -> ascend(from, seconds);
            case FLOATING -> drift(from, seconds, bobbing(from.secondsInPhase() + seconds), from.altitude());
            case FALLING -> fall(from, seconds);
            case LANDED -> rest(from, seconds);
        };
    }

    private FlightState ascend(FlightState from, double seconds) {
        double toGo = plan.floatAltitude() - from.altitude();
        if (toGo < BOBBING_HEIGHT) {
            return from.in(Phase.FLOATING);
        }
        // Near the top, lift and weight are balanced.
        double wanted = Math.min(plan.ascentRate(), toGo / 60);
        double speed = approach(from.verticalSpeed(), wanted, seconds);
        return drift(from, seconds, speed, from.altitude());
    }

    private FlightState fall(FlightState from, double seconds) {
        double thinness = StandardAtmosphere.SEA_LEVEL.density()
                / StandardAtmosphere.at(from.altitude()).density();
        double speed = approach(from.verticalSpeed(), -plan.landingSpeed() * Math.sqrt(thinness), seconds);
        FlightState after = drift(from, seconds, speed, from.altitude());
        return after.altitude() > plan.ground()
                ? after
                : new FlightState(Phase.LANDED, 0, plan.ground(), 0, after.latitude(), after.longitude());
    }

    private FlightState rest(FlightState from, double seconds) {
        double rested = from.secondsInPhase() + seconds;
        return rested >= plan.rest().toNanos() / 1e9
                ? FlightState.launch(plan)
                : new FlightState(Phase.LANDED, rested, from.altitude(), 0, from.latitude(), from.longitude());
    }

    private static FlightState drift(FlightState from, double seconds, double verticalSpeed, double altitude) {
        Wind wind = Wind.at(altitude);
        double latitude = from.latitude() + Math.toDegrees(wind.north() * seconds / EARTH_RADIUS);
        double parallel = EARTH_RADIUS * Math.max(0.01, Math.cos(Math.toRadians(from.latitude())));
        double longitude = from.longitude() + Math.toDegrees(wind.east() * seconds / parallel);
        return new FlightState(
                from.phase(),
                from.secondsInPhase() + seconds,
                altitude + verticalSpeed * seconds,
                verticalSpeed,
                Math.max(-90, Math.min(90, latitude)),
                longitude > 180 ? longitude - 360 : longitude);
    }

    private static double bobbing(double secondsInPhase) {
        double angular = 2 * Math.PI / BOBBING_PERIOD;
        return BOBBING_HEIGHT * angular * Math.cos(angular * secondsInPhase);
    }

    private static double approach(double speed, double wanted, double seconds) {
        return wanted + (speed - wanted) * Math.exp(-seconds / INERTIA);
    }
}
