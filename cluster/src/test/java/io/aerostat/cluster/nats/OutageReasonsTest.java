package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageReasonsTest {
    private final OutageReasons reasons = new OutageReasons();

    @Test
    void eachReasonIsLoggedOnceInAnOutage() {
        assertThat(reasons.add("lost")).isTrue();
        assertThat(reasons.add("refused")).isTrue();
        assertThat(reasons.add("lost")).isFalse();
        assertThat(reasons.add("refused")).isFalse();

        reasons.clear();

        assertThat(reasons.add("lost")).isTrue();
    }

    @Test
    void theNumberOfLoggedReasonsIsBounded() {
        long logged = IntStream.range(0, 100)
                .filter(number -> reasons.add("reason " + number))
                .count();

        assertThat(logged).isEqualTo(16);
    }
}
