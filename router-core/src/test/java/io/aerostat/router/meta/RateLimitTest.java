package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RoleStatistics;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests limits on the rate of requests to a running router (P29). */
@Conformance("P29")
class RateLimitTest {
    private static final PublishOptions ACKNOWLEDGED =
            new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE);

    private final Router router = Router.builder()
            .eventLoops(2)
            .realm(realm(RateLimits.ofSession(limit(3))))
            .start();

    /** Returns a limit whose bucket is not refilled while a test runs. */
    private static RateLimit limit(int burst) {
        return new RateLimit(1, Duration.ofDays(1), burst);
    }

    private static RealmDefinition realm(RateLimits limits) {
        return new RealmDefinition(
                "realm1",
                RealmOptions.DEFAULT.withRates(Map.of("user", limits)),
                List.of(Role.allowingAll("user"), Role.allowingAll("operator")));
    }

    private LocalClient join(String role) throws InterruptedException {
        return new LocalClient(router.local(role, role), "realm1");
    }

    private RoleStatistics statistics(String role) {
        return router.statistics().realms().get(0).roles().stream()
                .filter(numbers -> numbers.role().equals(role))
                .findAny()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    @Test
    void refusedRequestsAreAnsweredAndCounted() throws Exception {
        LocalClient user = join("user");
        user.subscribe("com.app.topic", MatchPolicy.EXACT);
        user.register("com.app.procedure");
        user.call("wamp.session.count");

        user.requestCall("wamp.session.count");
        ErrorMessage call = user.take(ErrorMessage.class);
        user.publish("com.app.topic", PublishOptions.NONE);
        user.publish("com.app.topic", ACKNOWLEDGED);
        ErrorMessage publish = user.take(ErrorMessage.class);

        assertThat(List.of(call.requestType(), publish.requestType())).containsExactly(48, 16);
        PayloadValues told = Serializers.of(Serialization.CBOR).values(call.payload());
        assertThat(call.error()).isEqualTo("wamp.error.too_many_requests");
        assertThat(told.args().get(0)).asString().startsWith("rate_limit: too many requests; try again in ");
        assertThat((Long) told.kwargs().get("retry_after_ms")).isBetween(1L, 86_400_000L);
        assertThat(statistics("user").tooFast()).isEqualTo(Map.of("call", 1L, "publish", 2L));
        assertThat(statistics("user").calls().ended()).containsEntry("refused", 1L);
        assertThat(join("operator").call("wamp.session.get", user.id).args().get(0))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("too_many_requests", 3L);
    }

    /** A callee that has used up its limit still answers, and its caller notices nothing (P1). */
    @Test
    void answersAreNotLimited() throws Exception {
        LocalClient callee = join("user");
        callee.register("com.app.procedure");
        callee.call("wamp.session.count");
        callee.call("wamp.session.count");
        assertThat(callee.fail("wamp.session.count")).isEqualTo("wamp.error.too_many_requests");
        LocalClient caller = join("operator");

        for (int i = 0; i < 10; i++) {
            caller.requestCall("com.app.procedure");
            callee.answer(i);
            assertThat(caller.take(Result.class).payload()).isNotNull();
        }
    }

    @Test
    void aChangedLimitAppliesToLivingSessions() throws Exception {
        LocalClient user = join("user");
        for (int i = 0; i < 3; i++) {
            user.call("wamp.session.count");
        }
        assertThat(user.fail("wamp.session.count")).isEqualTo("wamp.error.too_many_requests");

        router.realm("realm1").orElseThrow().update(realm(RateLimits.NONE));
        for (int i = 0; i < 10; i++) {
            user.call("wamp.session.count");
        }

        router.realm("realm1").orElseThrow().update(realm(RateLimits.ofRole(limit(2))));
        LocalClient another = join("user");
        user.call("wamp.session.count");
        another.publish("com.app.topic", ACKNOWLEDGED);
        another.take(Published.class);
        assertThat(user.fail("wamp.session.count")).isEqualTo("wamp.error.too_many_requests");
        assertThat(another.fail("wamp.session.count")).isEqualTo("wamp.error.too_many_requests");
        join("operator").call("wamp.session.count");
    }

    /** A refused part of a progressive call ends the call, with exactly one ERROR (P1, PCI-7). */
    @Test
    void aProgressiveCallEndsWithTheFirstRefusedPart() throws Exception {
        LocalClient callee = join("operator");
        callee.register("com.app.upload");
        LocalClient user = join("user");

        for (int i = 0; i < 6; i++) {
            user.requestPart("com.app.upload", i < 5);
        }

        ErrorMessage refused = user.take(ErrorMessage.class);
        assertThat(refused.error()).isEqualTo("wamp.error.too_many_requests");
        assertThat(refused.requestType()).isEqualTo(Call.CODE);
        user.requestSubscribe("com.app.topic");
        // The next message is the answer to SUBSCRIBE, because the other refused parts were dropped.
        assertThat(user.take(ErrorMessage.class).requestType()).isEqualTo(Subscribe.CODE);
        assertThat(statistics("user").tooFast()).isEqualTo(Map.of("call", 3L, "subscribe", 1L));
        assertThat(router.realm("realm1").orElseThrow().dealerStatistics().pendingCalls())
                .isZero();
    }
}
