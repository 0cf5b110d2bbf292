package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Tests the limits of the tables of callers and callees: exceeding a limit causes an error that names the limit, and
 * has no other effect.
 */
class LimitTest {
    private final TestDealer realm = new TestDealer(DealerOptions.DEFAULT.withLimits(new DealerLimits(10, 2, 3, 1, 1)));
    private final DealerClient caller = realm.join();
    private final DealerClient callee = realm.join();

    private static void assertLimit(DealerClient client, String name) {
        ErrorMessage error = client.only(ErrorMessage.class);
        assertThat(error.error()).isEqualTo(ErrorUris.LIMIT_EXCEEDED);
        assertThat(new String(error.payload().toByteArray(), StandardCharsets.UTF_8))
                .contains(name);
    }

    @Test
    void theCallsPendingForACallerAreLimited() {
        callee.register("com.app.slow");
        caller.call("com.app.slow");
        caller.call("com.app.slow");
        caller.call("com.app.slow");
        assertLimit(caller, "pending_calls_per_caller: the limit of 2 is reached");
        callee.yield(1);
        caller.take();
        caller.call("com.app.slow");
        caller.silent();
        callee.yield(2);
        callee.yield(3);
        realm.assertIdle();
    }

    @Test
    void theInvocationsPendingAtACalleeAreLimited() {
        callee.register("com.app.slow");
        DealerClient other = realm.join();
        caller.call("com.app.slow");
        caller.call("com.app.slow");
        other.call("com.app.slow");
        other.call("com.app.slow");
        assertLimit(other, "pending_invocations_per_callee: the limit of 3 is reached");
        for (int i = 1; i <= 3; i++) {
            callee.yield(i);
        }
        realm.assertIdle();
    }
}
