package io.aerostat.client.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectOptionsTest {
    @Test
    @Conformance("P8")
    void delaysGrowToTheCeiling() {
        ReconnectOptions policy =
                new ReconnectOptions(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0, 10, false, false);
        Random random = new Random(1);

        assertThat(policy.delay(0, random)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.delay(1, random)).isEqualTo(Duration.ofMillis(200));
        assertThat(policy.delay(3, random)).isEqualTo(Duration.ofMillis(800));
        assertThat(policy.delay(4, random)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delay(100_000, random)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @Conformance("P8")
    void twoClientsWithTheDefaultDoNotComeBackAtTheSameTime() {
        Duration one = ReconnectOptions.DEFAULT.delay(3, new Random(1));
        Duration other = ReconnectOptions.DEFAULT.delay(3, new Random(2));

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    @Conformance("P8")
    void jitterSpreadsThem() {
        ReconnectOptions policy =
                new ReconnectOptions(Duration.ofMillis(1000), Duration.ofSeconds(1), 2, 0.5, 10, false, false);
        Random random = new Random(1);
        long distinct = random.ints(0, 1)
                .limit(200)
                .mapToObj(i -> policy.delay(0, random))
                .peek(delay -> assertThat(delay).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000)))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(100);
    }

    @Test
    void refusesNonsense() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> ReconnectOptions.DEFAULT.delays(second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReconnectOptions.DEFAULT.maxAttempts(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReconnectOptions(second, second, 0.5, 0, 1, false, false))
                .hasMessageContaining("multiplier: found 0.5");
        assertThatThrownBy(() -> new ReconnectOptions(second, second, 1, 1.5, 1, false, false))
                .hasMessageContaining("jitter: found 1.5");
    }
}
