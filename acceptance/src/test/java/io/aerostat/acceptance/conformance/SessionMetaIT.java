package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the meta API of sessions, including testaments. */
@Tag("over-nats")
class SessionMetaIT extends PubSubCase {

    private static List<Object> sessions(RawPeer peer, Object... filter) {
        return List.copyOf((List<?>) call(peer, "wamp.session.list", filter).get(0));
    }

    @Test
    @Conformance({"META-1", "SM-3"})
    void sessionsAreListedAndDescribed() {
        RawPeer peer = enter();
        RawPeer ann = enterAs(uri("ann"), "user");

        assertThat(sessions(peer)).contains(peer.session(), ann.session());
        assertThat(sessions(peer, List.of("user"))).contains(ann.session()).doesNotContain(peer.session());
        assertThat((long) call(peer, "wamp.session.count").get(0)).isGreaterThanOrEqualTo(2);
        assertThat(call(peer, "wamp.session.count", List.of("nobody"))).isEqualTo(List.of(0L));
        Map<?, ?> details =
                (Map<?, ?>) call(peer, "wamp.session.get", ann.session()).get(0);
        assertThat(details.get("session")).isEqualTo(ann.session());
        assertThat(details.get("authid")).isEqualTo(uri("ann"));
        assertThat(details.get("authrole")).isEqualTo("user");
        assertThat(details.get("authmethod")).isInstanceOf(String.class);
        assertThat(details.get("authprovider")).isInstanceOf(String.class);
        assertThat(details.get("dropped_events")).isInstanceOf(Map.class);
    }

    @Test
    @Conformance({"META-4", "META-1"})
    void whatIsNotThereOrNotUnderstoodIsAnError() {
        RawPeer peer = enter();

        fail(peer, "wamp.error.no_such_session", "wamp.session.get", 4711L);
        fail(peer, "wamp.error.invalid_argument", "wamp.session.get");
        fail(peer, "wamp.error.invalid_argument", "wamp.session.get", "x");
        fail(peer, "wamp.error.invalid_argument", "wamp.session.count", "x");
        fail(peer, "wamp.error.invalid_argument", "wamp.session.list", List.of(1));
        fail(peer, "wamp.error.no_such_session", "wamp.session.kill", 4711L);
        fail(peer, "wamp.error.no_such_session", "wamp.session.kill", peer.session());
        fail(peer, "wamp.error.invalid_argument", "wamp.session.kill");
        fail(peer, "wamp.error.invalid_argument", "wamp.session.kill_by_authid");
        fail(peer, "wamp.error.invalid_argument", "wamp.session.kill_by_authrole", 5);
        for (String procedure : List.of("kill_by_authid", "kill_by_authrole")) {
            fail(peer, Map.of("reason", ""), "wamp.error.invalid_uri", "wamp.session." + procedure, uri("nobody"));
        }
        fail(peer, Map.of("reason", "no uri"), "wamp.error.invalid_uri", "wamp.session.kill_all");
        fail(peer, Map.of("reason", "a..b"), "wamp.error.invalid_uri", "wamp.session.kill", 4711L);
    }

    @Test
    @Conformance({"SM-1", "A-37"})
    void aKilledSessionGetsTheReason() {
        RawPeer peer = enter();
        RawPeer first = enter();
        RawPeer second = enterAs(uri("bob"), "user");
        RawPeer third = enterAs(uri("bob"), "user");

        call(peer, "wamp.session.kill", first.session());
        first.expectExactly(GOODBYE, Map.of(), "wamp.close.killed");
        List<?> killed = (List<?>) call(
                        peer,
                        Map.of("reason", "com.test.bye", "message", "out"),
                        "wamp.session.kill_by_authid",
                        uri("bob"))
                .get(0);

        second.expectExactly(GOODBYE, Map.of("message", "out"), "com.test.bye");
        third.expectExactly(GOODBYE, Map.of("message", "out"), "com.test.bye");
        assertThat(killed).hasSize(2);
        assertThat(List.<Object>copyOf(killed)).contains(second.session(), third.session());
        fail(peer, "wamp.error.no_such_session", "wamp.session.get", first.session());
    }

    @Test
    @Conformance({"SM-1", "A-37"})
    void killingARoleCountsAndSparesTheCaller() {
        RawPeer peer = enterAs(uri("one"), "expendable");
        RawPeer other = enterAs(uri("two"), "expendable");

        assertThat(call(peer, "wamp.session.kill_by_authrole", "expendable")).isEqualTo(List.of(1L));

        other.expectExactly(GOODBYE, Map.of(), "wamp.close.killed");
        peer.expectNothing();
    }

    @Test
    @Conformance({"SM-1", "SM-2", "TES-7"})
    void killingAllLeavesNoTestamentsAndNoNews() {
        RawPeer peer = join(Hello.everything("conformance.doomed"));
        RawPeer other = join(Hello.everything("conformance.doomed"));
        subscribe(peer, "wamp.session.on_leave");
        subscribe(peer, uri("gone"));
        call(other, "wamp.session.add_testament", uri("gone"), List.of(), Map.of());

        assertThat((long) call(peer, "wamp.session.kill_all").get(0)).isGreaterThanOrEqualTo(1);

        other.expectExactly(GOODBYE, Map.of(), "wamp.close.killed");
        RawPeer next = join(Hello.everything("conformance.doomed"));
        peer.expectNothing(next);
    }

    @Test
    @Conformance("META-2")
    void proceduresThatEndOtherSessionsNeedAnExplicitPermission() {
        RawPeer user = enterAs("ann", "user");

        for (String procedure : List.of("kill", "kill_by_authid", "kill_by_authrole", "kill_all")) {
            fail(user, "wamp.error.not_authorized", "wamp.session." + procedure, "x");
        }
        fail(user, "wamp.error.not_authorized", "wamp.subscription.remove_subscriber", 1, 1);
        fail(user, "wamp.error.not_authorized", "wamp.registration.remove_callee", 1, 1);
        fail(enterAs("gus", "guest"), "wamp.error.not_authorized", "wamp.session.count");
    }

    @Test
    @Conformance({"SM-3", "SM-4", "SM-5", "META-6"})
    void otherSessionsGetEventsOfJoinsAndLeaves() {
        RawPeer watcher = enter();
        subscribe(watcher, "wamp.session.on_leave");
        long joins = subscribe(watcher, "wamp.session.on_join");
        RawPeer ann = enterAs(uri("ann"), "user");
        subscribe(ann, "wamp.session.on_join");
        subscribe(ann, "wamp.session.on_leave");

        Message joined = watcher.expectAmongOthers(EVENT, joins);
        while (!Objects.equals(((Map<?, ?>) joined.list(4).get(0)).get("session"), ann.session())) {
            joined = watcher.expectAmongOthers(EVENT, joins);
        }
        assertThat(((Map<?, ?>) joined.list(4).get(0)).get("authid")).isEqualTo(uri("ann"));
        ann.send(GOODBYE, Map.of(), "wamp.close.logout");

        watcher.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of(ann.session(), uri("ann"), "user"));
        Message last = ann.expectAmongOthers(GOODBYE);
        assertThat(last.text(2)).isEqualTo("wamp.close.goodbye_and_out");
    }

    @Test
    @Conformance({"TES-1", "TES-3", "TES-4", "TES-6", "A-41"})
    void testamentsComeInOrderBeforeTheNewsOfTheEnd() {
        RawPeer heir = enter();
        subscribe(heir, uri("gone"));
        subscribe(heir, "wamp.session.on_leave");
        RawPeer owner = enterAs(uri("ann"), "user");
        assertThat(call(owner, "wamp.session.add_testament", uri("gone"), List.of("second"), Map.of()))
                .isEmpty();
        call(owner, "wamp.session.add_testament", uri("gone"), List.of("third"), Map.of("k", 1));
        call(
                owner,
                Map.of("scope", "detached", "publish_options", Map.of("acknowledge", true, "disclose_me", true)),
                "wamp.session.add_testament",
                uri("gone"),
                List.of("first"),
                Map.of());

        owner.send(GOODBYE, Map.of(), "wamp.close.logout");

        Message first = heir.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of("first"));
        assertThat(first.dict(3)).containsEntry("publisher", owner.session());
        heir.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of("second"));
        heir.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of("third"), Map.of("k", 1));
        heir.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of(owner.session(), uri("ann"), "user"));
    }

    @Test
    @Conformance({"TES-2", "TES-4", "SES-18"})
    void flushedTestamentsAreNotPublishedAndTheOthersAreAfterALoss() {
        RawPeer heir = enter();
        subscribe(heir, uri("gone"));
        RawPeer owner = enter();
        call(owner, "wamp.session.add_testament", uri("gone"), List.of("destroyed"), Map.of());
        call(
                owner,
                Map.of("scope", "detached"),
                "wamp.session.add_testament",
                uri("gone"),
                List.of("detached"),
                Map.of());
        assertThat(call(owner, "wamp.session.flush_testaments")).isEmpty();

        call(heir, "wamp.session.kill", owner.session());

        heir.expect(EVENT, ANY, ANY, ANY, List.of("detached"));
        heir.expectNothing();
    }

    @Test
    @Conformance("TES-5")
    void aTestamentIsCheckedWhenItIsAdded() {
        RawPeer owner = enter();
        RawPeer guest = enterAs("gus", "testator");

        fail(owner, Map.of("scope", "ever"), "wamp.error.invalid_argument", "wamp.session.add_testament", uri("gone"));
        fail(owner, Map.of("scope", 5), "wamp.error.invalid_argument", "wamp.session.flush_testaments");
        fail(owner, "wamp.error.invalid_argument", "wamp.session.add_testament");
        fail(
                owner,
                "wamp.error.invalid_uri",
                "wamp.session.add_testament",
                "wamp.session.on_leave",
                List.of(),
                Map.of());
        fail(guest, "wamp.error.not_authorized", "wamp.session.add_testament", uri("gone"), List.of(), Map.of());
    }
}
