package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.option.InvocationPolicy;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassedOverTest {
    private static final String PROCEDURE = "com.app.work";

    private final TestRealm realm = new TestRealm();
    private List<Endpoint> endpoints = List.of();

    @BeforeEach
    void share() {
        for (int i = 0; i < 3; i++) {
            realm.join().register(PROCEDURE, CallOption.shared(InvocationPolicy.ROUNDROBIN));
        }
        endpoints = List.of(Objects.requireNonNull(realm.dealer.registrations().match(PROCEDURE))
                .endpoints());
    }

    @Test
    void anEndpointIsAddedOnce() {
        PassedOver passed = PassedOver.NOBODY.withGone(endpoints.get(0)).withOvertaken(endpoints.subList(0, 2));
        PassedOver again = passed.withOvertaken(endpoints.subList(0, 2)).withUnavailable(endpoints.get(1));

        assertThat(passed.endpoints()).containsExactlyInAnyOrder(endpoints.get(0), endpoints.get(1));
        assertThat(again.endpoints()).isSameAs(passed.endpoints());
        assertThat(again.contains(endpoints.get(2))).isFalse();
    }

    @Test
    void theReasonIsKeptForAnEndpointThatIsPassedOverAlready() {
        PassedOver gone = PassedOver.NOBODY.withGone(endpoints.get(0));

        assertThat(gone.overtaken()).isFalse();
        assertThat(gone.withOvertaken(List.of(endpoints.get(0))).overtaken()).isTrue();
        assertThat(gone.withOvertaken(List.of()).overtaken()).isFalse();
        assertThat(gone.withUnavailable(endpoints.get(0)).unavailable()).isTrue();
    }
}
