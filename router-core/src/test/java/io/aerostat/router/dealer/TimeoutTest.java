package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutTest {
    private static final Duration ALMOST = Duration.ofMillis(199);
    private static final Duration REST = Duration.ofMillis(1);

    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();

    @Test
    @Conformance({"TMO-1", "TMO-2", "TMO-7", "CAN-12"})
    void aCallThatTakesTooLongFailsAndItsCalleeIsInterrupted() {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        long request = caller.call("com.app.slow", CallOption.timeout(200));
        assertThat(callee.invoked().details().timeout()).isZero();
        realm.pass(ALMOST);
        caller.silent();
        realm.pass(REST);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        assertThat(callee.only(Interrupt.class))
                .isEqualTo(new Interrupt(1, new InterruptOptions(CancelMode.KILLNOWAIT, ErrorUris.TIMEOUT)));
        callee.yield(1);
        caller.silent();
        callee.silent();
        realm.assertIdle();
    }

    @Test
    @Conformance("TMO-2")
    void aCalleeThatCannotBeInterruptedIsSkipped() {
        DealerClient callee = realm.join(FakePeer.announcing());
        callee.register("com.app.slow");
        long request = caller.call("com.app.slow", CallOption.timeout(200));
        callee.invoked();
        realm.pass(ALMOST.plus(REST));
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        callee.silent();
        realm.assertIdle();
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    @Conformance({"TMO-3", "TMO-4"})
    void theTimeoutGoesToACalleeThatWantsAndUnderstandsIt(boolean announced, boolean wanted, boolean forwarded) {
        for (boolean byRealm : new boolean[] {false, true}) {
            TestDealer each = new TestDealer(DealerOptions.DEFAULT.withForwardTimeouts(byRealm && wanted));
            DealerClient client = each.join();
            DealerClient callee =
                    each.join(announced ? FakePeer.ALL_ROLES : FakePeer.without(Role.CALLEE, Feature.CALL_TIMEOUT));
            callee.register("com.app.slow", wanted && !byRealm ? CallOption.FORWARD_TIMEOUT : RegisterOptions.NONE);
            long request = client.call("com.app.slow", CallOption.timeout(200));
            assertThat(callee.invoked().details().timeout()).isEqualTo(forwarded ? 200 : 0);
            assertThat(each.timer.armed()).isEqualTo(forwarded ? 0 : 1);
            each.pass(Duration.ofSeconds(1));
            if (forwarded) {
                client.silent();
                callee.error(1, ErrorUris.TIMEOUT);
            }
            assertThat(client.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
            each.assertIdle();
        }
    }

    @Test
    @Conformance({"PCR-8", "TMO-8", "A-20"})
    void theClockStartsAnewWithEachProgressiveResult() {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        long request = caller.call("com.app.slow", CallOption.progressiveTimeout(200));
        for (int i = 0; i < 5; i++) {
            realm.pass(ALMOST);
            callee.progress(1);
            assertThat(caller.only(Result.class).details().progress()).isTrue();
        }
        realm.pass(ALMOST);
        caller.silent();
        realm.pass(REST);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        realm.assertIdle();
    }

    @Test
    @Conformance("TMO-7")
    void timersEndWithTheAnswer() {
        DealerClient callee = realm.join();
        callee.register("com.app.fast");
        IntStream.rangeClosed(1, 10_000).forEach(i -> {
            caller.call("com.app.fast", CallOption.timeout(60_000));
            callee.yield(i);
        });
        realm.assertIdle();
        assertThat(caller.take()).hasSize(10_000).allMatch(Result.class::isInstance);
    }

    @Test
    @Conformance("RPC-8")
    void theTimerEndsWhenTheCallerLeaves() {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        caller.call("com.app.slow", CallOption.timeout(200));
        caller.leave();
        realm.assertIdle();
    }

    @Test
    void aCallKilledInVainStillTimesOut() {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        long request = caller.call("com.app.slow", CallOption.timeout(200));
        caller.cancel(request, CancelMode.KILL);
        callee.take();
        realm.pass(Duration.ofMillis(200));
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        callee.silent();
        realm.assertIdle();
    }

    @ParameterizedTest
    @CsvSource({
        // default, maximum, requested, effective timeout
        "0, 0, 0, 0",
        "0, 0, 70, 70",
        "50, 0, 0, 50",
        "50, 0, 70, 70",
        "0, 60, 0, 60",
        "0, 60, 70, 60",
        "50, 60, 0, 50",
        "50, 60, 9007199254740992, 60",
    })
    @Conformance("TMO-9")
    void theRealmHasADefaultAndAMaximum(long standard, long maximum, long asked, long effective) {
        DealerOptions options =
                DealerOptions.DEFAULT.withTimeouts(Duration.ofMillis(standard), Duration.ofMillis(maximum));
        assertThat(options.effectiveTimeout(asked)).isEqualTo(effective);
    }

    @Test
    @Conformance("TMO-1")
    void crossbarsSecondsCountWhereTheRealmSaysSo() {
        TestDealer seconds = new TestDealer(DealerOptions.DEFAULT.withTimeoutsInSeconds(true));
        DealerClient callee = seconds.join();
        DealerClient client = seconds.join();
        callee.register("com.app.slow");
        long request = client.call("com.app.slow", CallOption.timeout(2));
        callee.invoked();
        seconds.pass(Duration.ofMillis(1999));
        client.silent();
        seconds.pass(REST);
        assertThat(client.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        callee.yield(1);
        seconds.assertIdle();
    }

    @Test
    @Conformance("TMO-1")
    void anInvalidTimeoutIsRefusedForThatCallAlone() throws Exception {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        for (Object odd : new Object[] {"3", -1L, -0.5, Double.NaN, Double.POSITIVE_INFINITY, true, List.of()}) {
            long refused = caller.call("com.app.slow", CallOptions.read(Map.of("timeout", odd)));
            assertThat(caller.failed(refused)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        }
        callee.silent();
        realm.assertIdle();
    }

    @Test
    @Conformance("TMO-9")
    void theDefaultCountsForCallsThatAskForNothing() {
        TestDealer strict = new TestDealer(DealerOptions.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ZERO));
        DealerClient client = strict.join();
        strict.join().register("com.app.slow");
        long request = client.call("com.app.slow", CallOptions.NONE);
        strict.pass(Duration.ofSeconds(1));
        assertThat(client.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
    }

    @Test
    void theLongestTimeoutDoesNotOverflow() {
        DealerClient callee = realm.join();
        callee.register("com.app.slow");
        caller.call("com.app.slow", CallOption.timeout(1L << 53));
        realm.pass(Duration.ofDays(1));
        caller.silent();
        callee.yield(1);
        caller.only(Result.class);
    }
}
