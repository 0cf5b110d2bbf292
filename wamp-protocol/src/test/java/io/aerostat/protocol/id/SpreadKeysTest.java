package io.aerostat.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.collection.LongObjectHashMap;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SpreadKeysTest {
    private static final int PENDING = 1_000;
    private static final int BUCKETS = 2_048;

    @Test
    void idsThatCountUpFormOnlyShortRunsInATable() {
        assertThat(longestRun(false)).isEqualTo(PENDING);
        assertThat(longestRun(true)).isLessThan(30);
    }

    /** Puts consecutive ids into the buckets of Netty's map, and returns the length of the longest run. */
    private static int longestRun(boolean spread) {
        BitSet used = new BitSet();
        for (long id = 5_001; id <= 5_000 + PENDING; id++) {
            long key = spread ? SpreadKeys.of(id) : id;
            int bucket = Long.hashCode(key) & BUCKETS - 1;
            while (used.get(bucket)) {
                bucket = bucket + 1 & BUCKETS - 1;
            }
            used.set(bucket);
        }
        int longest = 0;
        for (int begin = used.nextSetBit(0); begin >= 0; ) {
            int end = used.nextClearBit(begin);
            longest = Math.max(longest, end - begin);
            begin = used.nextSetBit(end);
        }
        return longest;
    }

    @Test
    void differentIdsHaveDifferentKeys() {
        LongObjectHashMap<Long> map = new LongObjectHashMap<>();
        for (long id = 1; id <= PENDING; id++) {
            map.put(SpreadKeys.of(id), (Long) id);
            map.put(SpreadKeys.of(Ids.MAX - id), (Long) (Ids.MAX - id));
        }
        assertThat(map).hasSize(2 * PENDING);
        assertThat(map.get(SpreadKeys.of(PENDING))).isEqualTo(PENDING);
    }
}
