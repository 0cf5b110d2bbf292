package io.aerostat.router.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;
import org.junit.jupiter.api.Test;

@Conformance("P4")
class OutboundBudgetTest {
    private final OutboundBudget budget = OutboundBudget.of(100);

    @Test
    void thereIsRoomUntilTheBudgetIsUsedUp() {
        assertThat(budget.hasRoom(99)).isTrue();
        assertThat(budget.hasRoom(100)).isFalse();
    }

    @Test
    void aMessageMayFillTheBudgetButNotExceedIt() {
        assertThat(budget.isExceededBy(40, 60)).isFalse();
        assertThat(budget.isExceededBy(41, 60)).isTrue();
    }

    @Test
    void aMessageLargerThanTheBudgetPassesWhenNothingWaits() {
        assertThat(budget.isExceededBy(1000, 0)).isFalse();
        assertThat(budget.isExceededBy(1000, 1)).isTrue();
    }

    @Test
    void theLastMessageOfASessionIsExempt() {
        assertThat(OutboundBudget.isExempt(new Goodbye(CloseDetails.NONE, CloseUris.SYSTEM_SHUTDOWN)))
                .isTrue();
        assertThat(OutboundBudget.isExempt(new Abort(CloseDetails.NONE, CloseUris.SYSTEM_SHUTDOWN, Payload.EMPTY)))
                .isTrue();
        assertThat(OutboundBudget.isExempt(new Published(1, 2))).isFalse();
    }

    @Test
    void linksWithTheUsualLimitShareOneBudget() {
        assertThat(OutboundBudget.of(8L << 20)).isSameAs(OutboundBudget.of(8L << 20));
    }
}
