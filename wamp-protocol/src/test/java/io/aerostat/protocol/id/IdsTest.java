package io.aerostat.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
    @Test
    @Conformance({"ID-1", "MSG-10"})
    void idsAreFromOneToTwoToThePowerOf53() {
        assertThat(Ids.isValid(0)).isFalse();
        assertThat(Ids.isValid(-1)).isFalse();
        assertThat(Ids.isValid(1)).isTrue();
        assertThat(Ids.isValid(9_007_199_254_740_992L)).isTrue();
        assertThat(Ids.isValid(9_007_199_254_740_993L)).isFalse();
    }

    /** ID-2: makes a chi-square test over 256 ranges. By chance, the limit is exceeded once in a million runs. */
    @Test
    @Conformance({"ID-2"})
    void randomIdsAreUniform() {
        int ranges = 256;
        int samples = 256_000;
        int[] counts = new int[ranges];
        for (int i = 0; i < samples; i++) {
            long id = Ids.random();
            assertThat(Ids.isValid(id)).isTrue();
            counts[(int) ((id - 1) >>> 45)]++;
        }
        double expected = (double) samples / ranges;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquare).isBetween(255 - 100.0, 255 + 135.0);
    }

    /** ID-4, ID-5: request ids begin at 1 and increase by 1. */
    @Test
    void requestIdsCountFromOne() {
        RequestIds ids = new RequestIds();
        assertThat(ids.last()).isZero();
        for (long expected = 1; expected <= 6; expected++) {
            assertThat(ids.next()).isEqualTo(expected);
            assertThat(ids.last()).isEqualTo(expected);
        }
    }

    /** MSG-10, with an exception: the encoders of browsers write large integers as real numbers. */
    @ParameterizedTest
    @CsvSource({"2147483648", "5819513844486255", "9007199254740992"})
    void aWholeRealNumberBeyond32BitsIsAnId(double value) {
        assertThat(Ids.of(value)).isEqualTo((long) value);
    }

    @ParameterizedTest
    @CsvSource({"1", "1000", "2147483647", "2147483648.5", "9007199254740994", "-5819513844486255", "NaN", "Infinity"})
    void anyOtherRealNumberIsNotAnId(double value) {
        assertThat(Ids.of(value)).isNull();
    }

    @Test
    @Conformance({"ID-1"})
    void integersAreIdsWithinTheirBounds() {
        assertThat(Ids.of(1L)).isEqualTo(1);
        assertThat(Ids.of(Ids.MAX)).isEqualTo(Ids.MAX);
        assertThat(Ids.of(0L)).isNull();
        assertThat(Ids.of(Ids.MAX + 1)).isNull();
        assertThat(Ids.of("1")).isNull();
        assertThat(Ids.of(null)).isNull();
    }
}
