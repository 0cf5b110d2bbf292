package io.aerostat.router.dealer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.router.dealer.CallOption;
import io.aerostat.router.dealer.TestDealer;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassedOverTest {
    private static final String PROCEDURE = "com.app.work";

    private final TestDealer realm = new TestDealer();
    private List<RegisteredCallee> callees = List.of();

    @BeforeEach
    void share() {
        for (int i = 0; i < 3; i++) {
            realm.join().register(PROCEDURE, CallOption.shared(InvocationPolicy.ROUNDROBIN));
        }
        callees = List.of(
                Objects.requireNonNull(realm.registrations().match(PROCEDURE)).callees());
    }

    @Test
    void aCalleeIsAddedOnce() {
        PassedOver passed = PassedOver.NOBODY.withGone(callees.get(0)).withOvertaken(callees.subList(0, 2));
        PassedOver again = passed.withOvertaken(callees.subList(0, 2)).withUnavailable(callees.get(1));

        assertThat(passed.callees()).containsExactlyInAnyOrder(callees.get(0), callees.get(1));
        assertThat(again.callees()).isSameAs(passed.callees());
        assertThat(again.contains(callees.get(2))).isFalse();
    }

    @Test
    void theReasonIsKeptForACalleeThatIsPassedOverAlready() {
        PassedOver gone = PassedOver.NOBODY.withGone(callees.get(0));

        assertThat(gone.overtaken()).isFalse();
        assertThat(gone.withOvertaken(List.of(callees.get(0))).overtaken()).isTrue();
        assertThat(gone.withOvertaken(List.of()).overtaken()).isFalse();
        assertThat(gone.withUnavailable(callees.get(0)).unavailable()).isTrue();
    }
}
