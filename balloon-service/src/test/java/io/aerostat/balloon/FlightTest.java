package io.aerostat.balloon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlightTest {

    private static final class MovableClock implements InstantSource {
        Instant now = Instant.parse("2026-06-21T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }
    }

    private final MovableClock clock = new MovableClock();
    private final Flight flight = new Flight(FlightPlan.DEFAULT, clock);

    private Duration until(Phase phase) {
        Instant began = clock.now;
        while (flight.now().phase() != phase) {
            clock.advance(Duration.ofMillis(100));
            assertThat(Duration.between(began, clock.now)).isLessThan(Duration.ofMinutes(5));
        }
        return Duration.between(began, clock.now);
    }

    @Test
    void risesFromTheLaunchSiteToItsFloatingAltitudeWithinTwoMinutes() {
        FlightState start = flight.now();
        assertThat(start.phase()).isEqualTo(Phase.ASCENDING);
        assertThat(start.altitude()).isEqualTo(112);
        clock.advance(Duration.ofSeconds(10));
        assertThat(flight.now().verticalSpeed()).isCloseTo(5.5, within(0.01));
        assertThat(until(Phase.FLOATING)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        assertThat(flight.now().altitude()).isCloseTo(32_000, within(100.0));
    }

    @Test
    void floatsUntilItIsPopped() {
        until(Phase.FLOATING);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(30));
            assertThat(flight.now().phase()).isEqualTo(Phase.FLOATING);
            assertThat(flight.now().altitude()).isCloseTo(32_000, within(150.0));
        }
    }

    @Test
    void poppedItFallsAndLandsAndRisesAgainFromTheLaunchSite() {
        until(Phase.FLOATING);
        assertThat(flight.pop()).isTrue();
        assertThat(flight.now().phase()).isEqualTo(Phase.FALLING);
        assertThat(flight.pop()).as("it is not whole any more").isFalse();
        assertThat(until(Phase.LANDED)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(flight.now().altitude()).isEqualTo(112);
        assertThat(flight.now().verticalSpeed()).isZero();
        assertThat(flight.now().longitude()).as("the wind blows from the west").isGreaterThan(14.12);
        assertThat(flight.pop()).isFalse();
        assertThat(until(Phase.ASCENDING)).isCloseTo(Duration.ofSeconds(10), Duration.ofMillis(200));
        assertThat(flight.now().longitude()).isCloseTo(14.12, within(0.01));
    }

    @Test
    void fallsSlowerInThickerAir() {
        until(Phase.FLOATING);
        flight.pop();
        clock.advance(Duration.ofSeconds(2));
        double high = flight.now().verticalSpeed();
        while (flight.now().altitude() > 2_000) {
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(high).isLessThan(-40);
        assertThat(flight.now().verticalSpeed()).isBetween(-13.0, -10.0);
    }

    @Test
    void aClockSetBackDoesNotTurnTheFlightBack() {
        clock.advance(Duration.ofSeconds(20));
        double altitude = flight.now().altitude();
        clock.advance(Duration.ofSeconds(-10));
        assertThat(flight.now().altitude()).isEqualTo(altitude);
    }

    @Test
    void timeAboardBeginsInTheMorningAndPassesAtItsPace() {
        assertThat(flight.timeAboard()).isEqualTo("2026-06-21T07:00:00Z");
        clock.advance(Duration.ofSeconds(30));
        flight.now();
        assertThat(flight.timeAboard()).isEqualTo("2026-06-21T07:30:00Z");
    }

    @Test
    void aPlanThatCannotBeFlownIsRefused() {
        assertThatThrownBy(() -> new FlightPlan(91, 0, 0, 30_000, 5, 10, Duration.ZERO, 60, Optional.empty()))
                .hasMessage("latitude: found 91.0 (expected from -90.0 to 90.0)");
    }

    @Test
    void telemetryIsInTheUnitsOfWeatherPeople() {
        FlightState ground = new FlightState(Phase.LANDED, 0, 0, 0, 52.21, 14.12);
        Map<String, Object> readings =
                Telemetry.of(clock.now.plusMillis(125), Instant.parse("2026-06-21T11:05:00Z"), ground);
        assertThat(readings)
                .containsEntry("time", "2026-06-21T10:00:00.125Z")
                .containsEntry("flight_time", "2026-06-21T11:05:00Z")
                .containsEntry("phase", "landed")
                .containsEntry("altitude", 0.0)
                .containsEntry("pressure", 1013.25)
                .containsEntry("temperature", 15.0)
                .containsEntry("latitude", 52.21)
                .containsKeys("longitude", "vertical_speed");
        assertThat((Double) readings.get("radiation")).isBetween(800.0, 1000.0);
    }
}
