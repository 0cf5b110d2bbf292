package io.aerostat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedFormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | false
            */* | false
            text/html | false
            text/plain | false
            text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | false
            application/openmetrics-text | true
            application/openmetrics-text; version=1.0.0; charset=utf-8 | true
            APPLICATION/OPENMETRICS-TEXT;VERSION="1.0.0" | true
            application/openmetrics-text;version=0.0.1 | false
            application/openmetrics-text;version=1.0.0,application/openmetrics-text;q=0.7,text/plain;q=0.5 | true
            application/openmetrics-text;version=1.0.0;q=0.4,text/plain;q=0.5 | false
            application/openmetrics-text;q=0 | false
            application/openmetrics-text;q=7 | false
            application/openmetrics-text;q=x,text/plain;q=0.1 | false
            ,;,;;q=,text/plain | false
            """)
    void prefersOpenMetricsOnlyIfTheScraperDoes(String accept, boolean expected) {
        assertThat(AcceptedFormat.prefersOpenMetrics(accept)).isEqualTo(expected);
    }
}
