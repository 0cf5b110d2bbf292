package io.aerostat.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
    /** ID-1 */
    @Test
    void idsAreFromOneToTwoToThePowerOf53() {
        assertThat(Ids.isValid(0)).isFalse();
        assertThat(Ids.isValid(-1)).isFalse();
        assertThat(Ids.isValid(1)).isTrue();
        assertThat(Ids.isValid(9_007_199_254_740_992L)).isTrue();
        assertThat(Ids.isValid(9_007_199_254_740_993L)).isFalse();
    }

    /** ID-2: chi-square over 256 ranges; the bound is passed by chance once in a million runs. */
    @Test
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

    /** ID-4, ID-5 */
    @Test
    void requestIdsCountFromOne() {
        RequestIds ids = new RequestIds();
        assertThat(ids.last()).isZero();
        for (long expected = 1; expected <= 6; expected++) {
            assertThat(ids.next()).isEqualTo(expected);
            assertThat(ids.last()).isEqualTo(expected);
        }
    }
}
