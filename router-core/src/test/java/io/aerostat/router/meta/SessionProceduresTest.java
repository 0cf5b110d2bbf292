package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.link.Sent;
import io.aerostat.router.meta.MetaRealm.Member;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionProceduresTest {
    private final MetaRealm realm = new MetaRealm();
    private final Member admin = realm.join(1, "root", "admin");
    private final Member ann = realm.join(2, "ann", "user");
    private final Member bea = realm.join(3, "bea", "user");
    private final Member component = realm.join(4, "inside", "trusted");

    @Test
    void sessionsAreCountedAndListedByRole() {
        assertThat(realm.call(admin, "wamp.session.count")).isEqualTo(3L);
        assertThat(realm.call(admin, "wamp.session.count", List.of("user"))).isEqualTo(2L);
        assertThat(realm.call(admin, "wamp.session.count", List.of())).isEqualTo(0L);
        assertThat(realm.call(admin, "wamp.session.list")).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(realm.call(admin, "wamp.session.list", List.of("admin", "nobody")))
                .isEqualTo(List.of(1L));
        PayloadValues byName =
                realm.call(admin, "wamp.session.list", MetaRealm.named(List.of(), "filter_authroles", List.of("user")));
        assertThat(byName.args()).isEqualTo(List.of(List.of(2L, 3L)));
    }

    @Conformance({"SM-3", "AUT-9"})
    @Test
    void aSessionIsShownWithoutSecrets() {
        Object details = realm.call(admin, "wamp.session.get", 2L);

        assertThat(details)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("session", 2L)
                .containsEntry("authid", "ann")
                .containsEntry("authrole", "user")
                .containsEntry("authmethod", "ticket")
                .containsEntry("authprovider", "static")
                .containsEntry("resumable", false)
                .containsEntry("resumed", false)
                .containsKeys("authextra", "serializer")
                .extractingByKey("transport", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("channel_framing", "websocket")
                .containsEntry("peer", "tcp4:127.0.0.1:50000");
        assertThat(Objects.toString(details)).doesNotContain("secret");
    }

    @Conformance("PS-11")
    @Test
    void droppedEventsAreShown() {
        realm.subscribe(ann, "com.app.topic", MatchPolicy.EXACT);
        ann.peer().failWith(Sent.OVER_BUDGET);
        realm.publish(bea, "com.app.topic", PublishOptions.NONE, PayloadValues.EMPTY);

        assertThat(realm.call(admin, "wamp.session.get", 2L))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("dropped_events", Map.of("over_budget", 1L, "too_large", 0L, "not_expressible", 0L));
    }

    @Test
    void unknownAndTrustedSessionsAreNotFound() {
        assertThat(realm.fail(admin, "wamp.session.get", 99L)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.session.get", component.id())).isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.session.kill", component.id())).isEqualTo(ErrorUris.NO_SUCH_SESSION);
    }

    @Conformance({"SM-1", "A-37"})
    @Test
    void aSessionIsKilledWithAReasonAndAnOptionalMessage() {
        assertThat(realm.call(admin, "wamp.session.kill", new PayloadValues(List.of(2L), Map.of())))
                .isEqualTo(PayloadValues.EMPTY);
        assertThat(ann.peer().killed()).isEqualTo("wamp.close.killed");
        assertThat(ann.peer().killMessage()).isNull();

        realm.call(
                admin,
                "wamp.session.kill",
                new PayloadValues(List.of(3L), Map.of("reason", "com.app.bye", "message", "so long")));
        assertThat(bea.peer().killed()).isEqualTo("com.app.bye");
        assertThat(bea.peer().killMessage()).isEqualTo("so long");
    }

    @Conformance("A-37")
    @Test
    void aSessionCannotKillAnUnknownSessionOrItself() {
        assertThat(realm.fail(admin, "wamp.session.kill", 99L)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.session.kill", admin.id())).isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(admin.peer().killed()).isNull();
    }

    @Conformance("A-37")
    @Test
    void anInvalidIdIsNoSuchSession() {
        List<Object> values = List.of("2", "", -1L, 0L, 1.5, true, List.of(2L), Map.of("session", 2L), Long.MAX_VALUE);
        for (Object noId : values) {
            assertThat(realm.fail(admin, "wamp.session.kill", noId))
                    .as("%s", noId)
                    .isEqualTo(ErrorUris.NO_SUCH_SESSION);
        }
        assertThat(ann.peer().killed()).isNull();
    }

    @Conformance("SM-1")
    @ParameterizedTest
    @ValueSource(strings = {"", "not a uri", "a..b", "a#b"})
    void theReasonMustBeAUri(String reason) {
        PayloadValues arguments = MetaRealm.named(List.of(2L), "reason", reason);
        assertThat(realm.fail(admin, "wamp.session.kill", arguments)).isEqualTo(ErrorUris.INVALID_URI);
        for (String procedure : List.of("wamp.session.kill_by_authid", "wamp.session.kill_by_authrole")) {
            assertThat(realm.fail(admin, procedure, MetaRealm.named(List.of("user"), "reason", reason)))
                    .isEqualTo(ErrorUris.INVALID_URI);
        }
        assertThat(realm.fail(admin, "wamp.session.kill_all", MetaRealm.named(List.of(), "reason", reason)))
                .isEqualTo(ErrorUris.INVALID_URI);
        assertThat(ann.peer().killed()).isNull();
    }

    @Conformance({"SM-1", "A-37"})
    @Test
    void manySessionsAreKilledAtOnceButNeverTheCaller() {
        Member second = realm.join(5, "ann", "guest");

        assertThat(realm.call(admin, "wamp.session.kill_by_authid", "ann")).isEqualTo(List.of(2L, 5L));
        assertThat(second.peer().killed()).isEqualTo("wamp.close.killed");
        assertThat(second.peer().killMessage()).isNull();
        assertThat(realm.call(ann, "wamp.session.kill_by_authrole", "user")).isEqualTo(1L);
        assertThat(bea.peer().killed()).isEqualTo("wamp.close.killed");
        assertThat(bea.peer().killMessage()).isNull();
        assertThat(realm.call(admin, "wamp.session.kill_by_authrole", "trusted"))
                .isEqualTo(0L);
        assertThat(component.peer().killed()).isNull();
    }

    @Conformance("SM-2")
    @Test
    void killAllEndsAllOthersTogether() {
        PayloadValues answer =
                realm.call(admin, "wamp.session.kill_all", MetaRealm.named(List.of(), "reason", "com.app.maintenance"));

        assertThat(answer.args()).isEqualTo(List.of(2L));
        assertThat(realm.endedWithAll).containsExactly("2 com.app.maintenance null", "3 com.app.maintenance null");
    }

    @Conformance("META-4")
    @Test
    void wrongArgumentsAreInvalid() {
        assertInvalid("wamp.session.count", "user");
        assertInvalid("wamp.session.list", List.of(1L));
        assertInvalid("wamp.session.get");
        assertInvalid("wamp.session.get", "2");
        assertInvalid("wamp.session.get", 2.0);
        assertInvalid("wamp.session.get", -2L);
        assertInvalid("wamp.session.kill");
        assertInvalid("wamp.session.kill_by_authid");
        assertInvalid("wamp.session.kill_by_authid", 7L);
        assertInvalid("wamp.session.kill_by_authrole");
        assertThat(realm.fail(admin, "wamp.session.kill", MetaRealm.named(List.of(2L), "message", 5L)))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.session.kill", MetaRealm.named(List.of(2L), "reason", 5L)))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
    }

    private void assertInvalid(String procedure, Object... arguments) {
        assertThat(realm.fail(admin, procedure, arguments)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
    }

    @Conformance("META-1")
    @Test
    void allProceduresAreRegistered() {
        assertThat(realm.procedures())
                .contains(
                        "wamp.session.count",
                        "wamp.session.list",
                        "wamp.session.get",
                        "wamp.session.kill",
                        "wamp.session.kill_by_authid",
                        "wamp.session.kill_by_authrole",
                        "wamp.session.kill_all",
                        "wamp.session.add_testament",
                        "wamp.session.flush_testaments",
                        "wamp.registration.list",
                        "wamp.registration.lookup",
                        "wamp.registration.match",
                        "wamp.registration.get",
                        "wamp.registration.list_callees",
                        "wamp.registration.count_callees",
                        "wamp.registration.remove_callee",
                        "wamp.subscription.list",
                        "wamp.subscription.lookup",
                        "wamp.subscription.match",
                        "wamp.subscription.get",
                        "wamp.subscription.list_subscribers",
                        "wamp.subscription.count_subscribers",
                        "wamp.subscription.get_events",
                        "wamp.subscription.remove_subscriber",
                        "wamp.authorization.purge");
    }
}
