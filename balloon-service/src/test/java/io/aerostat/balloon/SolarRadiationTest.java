package io.aerostat.balloon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SolarRadiationTest {

    private static final Instant JUNE_NOON = Instant.parse("2026-06-21T12:02:00Z");
    private static final Instant DECEMBER_NOON = Instant.parse("2026-12-21T11:58:00Z");

    @Test
    void atTheSolsticesTheSunStandsOverTheTropics() {
        assertThat(SolarRadiation.elevation(JUNE_NOON, 23.44, 0)).isCloseTo(90, within(0.6));
        assertThat(SolarRadiation.elevation(JUNE_NOON, 52, 0)).isCloseTo(90 - 52 + 23.44, within(0.2));
        assertThat(SolarRadiation.elevation(DECEMBER_NOON, 52, 0)).isCloseTo(90 - 52 - 23.44, within(0.2));
    }

    @Test
    void atTheEquinoxItRisesAtSixAndStandsOverTheEquatorAtNoon() {
        // On 2026-03-20, solar noon is 7.5 minutes after noon by the clock.
        assertThat(SolarRadiation.elevation(Instant.parse("2026-03-20T12:07:30Z"), 0, 0))
                .isCloseTo(90, within(0.5));
        assertThat(SolarRadiation.elevation(Instant.parse("2026-03-20T06:07:30Z"), 0, 0))
                .isCloseTo(0, within(0.5));
    }

    @Test
    void fifteenDegreesEastAreAnHour() {
        assertThat(SolarRadiation.elevation(JUNE_NOON.minusSeconds(3600), 52, 15))
                .isCloseTo(SolarRadiation.elevation(JUNE_NOON, 52, 0), within(0.05));
    }

    @Test
    void lessAirAboveIsMoreLight() {
        double ground = SolarRadiation.onLevelPlate(JUNE_NOON, 23.44, 0, 0);
        double stratosphere = SolarRadiation.onLevelPlate(JUNE_NOON, 23.44, 0, 32_000);
        assertThat(ground).as("a clear day under a zenith sun").isBetween(950.0, 1100.0);
        assertThat(stratosphere)
                .as("nearly what arrives from the sun in June, when it is far")
                .isBetween(1270.0, 0.967 * SolarRadiation.SOLAR_CONSTANT + 1);
    }

    @Test
    void nightIsDark() {
        assertThat(SolarRadiation.onLevelPlate(Instant.parse("2026-06-21T00:00:00Z"), 52, 0, 32_000))
                .isZero();
    }
}
