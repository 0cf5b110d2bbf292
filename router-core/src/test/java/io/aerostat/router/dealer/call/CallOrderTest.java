package io.aerostat.router.dealer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import org.junit.jupiter.api.Test;

@Conformance({"ORD-3", "P22"})
class CallOrderTest {
    private final CallOrder order = new CallOrder();

    @Test
    void aCallIsOvertakenWhereALaterOneWent() {
        order.placed(100, 1);
        order.placed(200, 3);

        assertThat(order.isOvertaken(200, 2)).isTrue();
        assertThat(order.isOvertaken(200, 3)).isFalse();
        assertThat(order.isOvertaken(100, 2)).isFalse();
        assertThat(order.isOvertaken(300, 2)).isFalse();
    }

    @Test
    void anEarlierCallThatComesLateChangesNothing() {
        order.placed(100, 5);
        order.placed(100, 2);

        assertThat(order.isOvertaken(100, 4)).isTrue();
    }

    /** A callee that is no longer remembered is assumed to have got the latest of all forgotten calls. */
    @Test
    void ofACalleeThatIsForgottenTheCautionStays() {
        for (int callee = 1; callee <= 40; callee++) {
            order.placed(callee, callee);
        }

        assertThat(order.isOvertaken(1, 0)).isTrue();
        assertThat(order.isOvertaken(1, 20)).isTrue();
        assertThat(order.isOvertaken(1, 24)).isFalse();
        assertThat(order.isOvertaken(40, 39)).isTrue();
        assertThat(order.isOvertaken(40, 40)).isFalse();
    }
}
