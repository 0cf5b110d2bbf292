package io.aerostat.balloon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardAtmosphereTest {

    /** US Standard Atmosphere 1976, table I, by geometric altitude: m, K, hPa, kg/m³. */
    @ParameterizedTest
    @CsvSource({
        "0,     288.150, 1013.25, 1.2250",
        "1000,  281.651, 898.76,  1.1117",
        "5000,  255.676, 540.48,  0.73643",
        "10000, 223.252, 264.99,  0.41351",
        "11000, 216.774, 226.99,  0.36480",
        "15000, 216.650, 121.11,  0.19476",
        "20000, 216.650, 55.293,  0.088910",
        "25000, 221.552, 25.492,  0.040084",
        "30000, 226.509, 11.970,  0.018410",
        "40000, 250.350, 2.8714,  0.0039957",
    })
    void agreesWithThePublishedTable(double altitude, double temperature, double pressure, double density) {
        StandardAtmosphere.Air air = StandardAtmosphere.at(altitude);
        assertThat(air.temperature()).isCloseTo(temperature, within(0.002));
        assertThat(air.pressure() / 100).isCloseTo(pressure, Percentage.withPercentage(0.01));
        assertThat(air.density()).isCloseTo(density, Percentage.withPercentage(0.01));
    }
}
