package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.testing.FakePeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests payload in passthru mode: which sessions may send it, which receive it, and which get an error instead. */
class PassthruTest {
    private static final YieldOptions PASSED = new YieldOptions(false, CallOption.PASSTHRU);
    private static final Payload SECRET = RouterPayload.text("secret");

    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();
    private final DealerClient callee = realm.join();
    private final DealerClient plainCaller = realm.join(FakePeer.without(Role.CALLER, Feature.PAYLOAD_PASSTHRU_MODE));
    private final DealerClient plainCallee = realm.join(FakePeer.without(Role.CALLEE, Feature.PAYLOAD_PASSTHRU_MODE));

    @AfterEach
    void nothingIsLeftBehind() {
        realm.assertIdle();
    }

    @Test
    @Conformance("PPT-2")
    void theFourKeysTravelBothWays() {
        callee.register("com.app.secret");
        caller.call("com.app.secret", CallOption.PASSED_THROUGH);
        assertThat(callee.invoked().details().passthru()).isEqualTo(CallOption.PASSTHRU);
        callee.yield(1, PASSED, SECRET);
        Result result = caller.only(Result.class);
        assertThat(result.details().passthru()).isEqualTo(CallOption.PASSTHRU);
        assertThat(result.payload()).isSameAs(SECRET);
    }

    @Test
    @Conformance("PPT-2")
    void theyTravelWithErrorsAndProgressToo() {
        callee.register("com.app.secret");
        caller.call("com.app.secret", CallOption.RECEIVE_PROGRESS);
        callee.invoked();
        callee.yield(1, new YieldOptions(true, CallOption.PASSTHRU), SECRET);
        Result part = caller.only(Result.class);
        assertThat(part.details().progress()).isTrue();
        assertThat(part.details().passthru()).isEqualTo(CallOption.PASSTHRU);
        callee.error(1, "com.app.bad", new ErrorDetails(CallOption.PASSTHRU), SECRET);
        ErrorMessage error = caller.only(ErrorMessage.class);
        assertThat(error.details().passthru()).isEqualTo(CallOption.PASSTHRU);
        assertThat(error.payload()).isSameAs(SECRET);
    }

    @Test
    @Conformance({"PPT-3", "PV-10"})
    void aCallerThatDidNotAnnounceItViolates() {
        callee.register("com.app.secret");
        plainCaller.call("com.app.secret", CallOption.PASSED_THROUGH);
        assertThat(plainCaller.peer.violation()).contains("CALL.Options.ppt_scheme");
        callee.silent();
    }

    @Test
    @Conformance({"PPT-3", "PV-10"})
    void aCalleeThatDidNotAnnounceItViolates() {
        plainCallee.register("com.app.open");
        caller.call("com.app.open");
        plainCallee.invoked();
        plainCallee.yield(1, PASSED, SECRET);
        assertThat(plainCallee.peer.violation()).contains("YIELD.Options.ppt_scheme");
        plainCallee.leave();
        assertThat(caller.only(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
    }

    @Test
    @Conformance("PPT-4")
    void aCalleeThatLacksItMakesTheCallFail() {
        plainCallee.register("com.app.secret");
        long request = caller.call("com.app.secret", CallOption.PASSED_THROUGH);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.FEATURE_NOT_SUPPORTED);
        plainCallee.silent();
    }

    @Test
    @Conformance("PPT-4")
    void amongSharersThoseThatLackItArePassedOver() {
        plainCallee.register("com.app.secret", CallOption.shared(InvocationPolicy.FIRST));
        callee.register("com.app.secret", CallOption.shared(InvocationPolicy.FIRST));
        caller.call("com.app.secret", CallOption.PASSED_THROUGH);
        plainCallee.silent();
        callee.invoked();
        callee.yield(1);
    }

    @Test
    @Conformance("PPT-5")
    void aResultThatTheCallerCannotTakeFailsOnBothSides() {
        callee.register("com.app.open");
        long request = plainCaller.call("com.app.open");
        callee.invoked();
        callee.yield(1, PASSED, SECRET);
        ErrorMessage told = callee.only(ErrorMessage.class);
        assertThat(told.requestType()).isEqualTo(Invocation.CODE);
        assertThat(told.request()).isEqualTo(1);
        assertThat(told.error()).isEqualTo(ErrorUris.FEATURE_NOT_SUPPORTED);
        assertThat(plainCaller.failed(request)).isEqualTo(ErrorUris.FEATURE_NOT_SUPPORTED);
    }

    @Test
    @Conformance({"PPT-5", "P1"})
    void anErrorReachesACallerThatCannotReadItsPayload() {
        callee.register("com.app.open");
        plainCaller.call("com.app.open");
        callee.invoked();
        callee.error(1, "com.app.bad", new ErrorDetails(CallOption.PASSTHRU), SECRET);
        ErrorMessage error = plainCaller.only(ErrorMessage.class);
        assertThat(error.error()).isEqualTo("com.app.bad");
        assertThat(error.details()).isEqualTo(ErrorDetails.NONE);
        assertThat(error.payload().isEmpty()).isTrue();
    }
}
