package io.aerostat.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.mqtt.session.KeptSessions.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which part of the limit of sessions without a connection each user may use. */
class KeptSessionsOfOwnersTest {
    private final KeptSessions kept = new KeptSessions();

    private static Owner owner(String user, String peer) {
        return Owner.of(new Clients.Name("realm1", "role", user, "id"), peer);
    }

    private static Owner user(String user) {
        return owner(user, "tcp4:192.0.2.1:50000");
    }

    private int fill(Owner owner) {
        int added = 0;
        while (kept.add(owner, 100)) {
            added++;
        }
        return added;
    }

    @Test
    void oneOwnerDoesNotTakeAllPlaces() {
        assertThat(fill(user("greedy"))).isEqualTo(80);
        assertThat(fill(user("second"))).isEqualTo(16);
        assertThat(kept.add(user("third"), 100)).isTrue();
    }

    @Test
    void thePlacesAreBounded() {
        int added = 0;
        for (int i = 0; i < 200; i++) {
            added += kept.add(user("user" + i), 100) ? 1 : 0;
        }

        assertThat(added).isEqualTo(100);
    }

    @Test
    void aSessionThatEndsLeavesItsPlace() {
        fill(user("greedy"));

        kept.remove(user("greedy"));

        assertThat(kept.add(user("greedy"), 100)).isTrue();
        assertThat(kept.add(user("greedy"), 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp4:192.0.2.1:50000, tcp4:192.0.2.1:50001, true",
        "tcp4:192.0.2.1:50000, tcp4:192.0.2.2:50000, false",
        "tcp6:2001:db8:0:1:0:0:0:1:50000, tcp6:2001:db8:0:1:0:0:0:2:50001, true",
        "tcp6:2001:db8:0:1:0:0:0:1:50000, tcp6:2001:db8:0:2:0:0:0:1:50000, false",
        "unix:a, unix:b, true"
    })
    void anonymousClientsOfOneAddressAreOneOwner(String one, String other, boolean same) {
        assertThat(owner("", one).equals(owner("", other))).isEqualTo(same);
        assertThat(owner("ann", one)).isEqualTo(owner("ann", other));
    }
}
