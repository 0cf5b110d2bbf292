package io.aerostat.router.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the ids that every node computes in the same way. */
class SharedIdsTest {
    @Test
    @Conformance("ID-1")
    void idsAreWithinTheirBoundsAndDifferByUriPolicyAndGeneration() {
        Set<Long> ids = new HashSet<>();
        for (int uri = 0; uri < 10_000; uri++) {
            for (MatchPolicy match : MatchPolicy.values()) {
                for (long generation = 0; generation < 3; generation++) {
                    long id = SharedIds.of("com.app.topic" + uri, match, generation);
                    assertThat(Ids.isValid(id)).isTrue();
                    ids.add(id);
                }
            }
        }
        assertThat(ids).hasSize(90_000);
    }

    /** Nodes of different versions must compute the same ids. */
    @Test
    @Conformance("ID-3")
    void theIdsStayTheSameFromVersionToVersion() {
        assertThat(SharedIds.of("com.app.topic", MatchPolicy.EXACT, 0)).isEqualTo(3_613_359_801_233_852L);
        assertThat(SharedIds.of("com.app.topic", MatchPolicy.PREFIX, 1)).isEqualTo(2_179_259_696_858_292L);
    }
}
