package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.testing.FakePeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancelTest {
    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();
    private final DealerClient callee = realm.join();
    private final DealerClient stubborn = realm.join(FakePeer.announcing());

    @BeforeEach
    void proceduresExist() {
        callee.register("com.app.slow");
        stubborn.register("com.app.stubborn");
    }

    @AfterEach
    void nothingIsLeftBehind() {
        realm.assertIdle();
    }

    private static Interrupt interrupt(CancelMode mode) {
        return new Interrupt(1, new InterruptOptions(mode, null));
    }

    @Test
    @Conformance({"CAN-1", "CAN-2", "CAN-6"})
    void skipAnswersTheCallerAndLetsTheCalleeWork() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(request, CancelMode.SKIP);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        callee.silent();
        callee.yield(1);
        caller.silent();
        callee.silent();
    }

    @Test
    @Conformance({"CAN-1", "CAN-4"})
    void killnowaitAnswersTheCallerAndInterruptsTheCallee() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(request, CancelMode.KILLNOWAIT);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        assertThat(callee.only(Interrupt.class)).isEqualTo(interrupt(CancelMode.KILLNOWAIT));
        callee.error(1, ErrorUris.CANCELED);
        caller.silent();
        callee.silent();
    }

    @Test
    @Conformance({"CAN-1", "CAN-3", "A-8"})
    void killWaitsForTheCalleesAnswerAndPassesItOnUnchanged() {
        Payload payload = RouterPayload.text("half done");
        long failing = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(failing, CancelMode.KILL);
        caller.silent();
        assertThat(callee.only(Interrupt.class)).isEqualTo(interrupt(CancelMode.KILL));
        callee.error(1, "com.app.stopped", ErrorDetails.NONE, payload);
        ErrorMessage error = caller.only(ErrorMessage.class);
        assertThat(error.error()).isEqualTo("com.app.stopped");
        assertThat(error.payload()).isSameAs(payload);

        long finishing = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(finishing, CancelMode.KILL);
        callee.yield(2);
        assertThat(caller.only(Result.class).request()).isEqualTo(finishing);
        callee.take();
    }

    @ParameterizedTest
    @EnumSource(CancelMode.class)
    @Conformance({"CAN-5", "A-6"})
    void aCalleeWithoutTheFeatureIsNeverInterrupted(CancelMode mode) {
        long request = caller.call("com.app.stubborn");
        stubborn.invoked();
        caller.cancel(request, mode);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        stubborn.silent();
        stubborn.yield(1);
        caller.silent();
    }

    @Test
    @Conformance("CAN-9")
    void aCancelThatComesTooLateOrForNothingIsIgnored() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        callee.yield(1);
        caller.only(Result.class);
        caller.cancel(request, CancelMode.KILL);
        caller.cancel(999, CancelMode.KILLNOWAIT);
        callee.cancel(1, CancelMode.KILL); // from a session that has never made a call
        caller.silent();
        callee.silent();
    }

    @Test
    @Conformance("CAN-10")
    void aSecondCancelIsIgnoredButMayStopWaiting() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(request, CancelMode.KILL);
        caller.cancel(request, CancelMode.KILL);
        assertThat(callee.take()).hasSize(1);
        caller.silent();
        caller.cancel(request, CancelMode.KILLNOWAIT);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        callee.silent();
        caller.cancel(request, CancelMode.KILLNOWAIT);
        caller.silent();
    }

    @Test
    @Conformance({"CAN-3", "RPC-9"})
    void aKilledCallEndsWhenItsCalleeLeaves() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(request, CancelMode.KILL);
        callee.leave();
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
    }

    @Test
    @Conformance("RPC-8")
    void aCallerThatLeavesAfterKillInterruptsOnce() {
        long request = caller.call("com.app.slow");
        callee.invoked();
        caller.cancel(request, CancelMode.KILL);
        caller.leave();
        assertThat(callee.only(Interrupt.class)).isEqualTo(interrupt(CancelMode.KILL));
    }
}
