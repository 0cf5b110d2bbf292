package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.meta.MetaRealm.Member;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakeLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetaEventsTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<String> published = new ArrayList<>();
    private final List<Audience> audiences = new ArrayList<>();
    private final Set<String> unwanted = new HashSet<>();
    private final MetaEvents events =
            new MetaEvents(loop, topic -> !unwanted.contains(topic), (topic, values, without, audience) -> {
                assertThat(loop.inEventLoop()).isTrue();
                audiences.add(audience);
                assertThat(values.kwargs()).isEmpty();
                published.add(topic + " " + values.args() + (without == 0 ? "" : " but not to " + without));
            });
    private final MetaRealm realm =
            new MetaRealm(BrokerOptions.DEFAULT, events.subscriptions(), events.registrations());
    private final Member ann = realm.join(2, "ann", "user");
    private final Member bea = realm.join(3, "bea", "user");

    private List<String> take() {
        loop.runAll();
        List<String> taken = List.copyOf(published);
        published.clear();
        return taken;
    }

    @Conformance({"SBM-1", "RM-3", "A-35"})
    @Test
    void subscriptionsAreAnnouncedInOrder() {
        long id = realm.subscribe(ann, "com.app.", MatchPolicy.PREFIX);
        realm.subscribe(bea, "com.app.", MatchPolicy.PREFIX);
        ann.broker().leave(LeaveReason.LOST);
        bea.broker().leave(LeaveReason.LOST);

        assertThat(take())
                .containsExactly(
                        "wamp.subscription.on_create [2, {id=" + id
                                + ", created=2024-02-29T12:00:00.500Z, uri=com.app., match=prefix}]",
                        "wamp.subscription.on_subscribe [2, " + id + "]",
                        "wamp.subscription.on_subscribe [3, " + id + "]",
                        "wamp.subscription.on_unsubscribe [2, " + id + "]",
                        "wamp.subscription.on_unsubscribe [3, " + id + "]",
                        "wamp.subscription.on_delete [3, " + id + "]");
    }

    @Conformance({"RM-1", "RM-2", "RM-3"})
    @Test
    void registrationsAreAnnouncedInOrder() {
        long id = realm.register(ann, "com.app.add", MatchPolicy.EXACT, InvocationPolicy.RANDOM);
        realm.register(bea, "com.app.add", MatchPolicy.EXACT, InvocationPolicy.RANDOM);
        ann.dealer().leave();
        bea.dealer().leave();

        List<String> taken = take();
        assertThat(taken.get(0))
                .startsWith("wamp.registration.on_create [2, {id=" + id + ", created=")
                .endsWith(", uri=com.app.add, match=exact, invoke=random}]");
        assertThat(taken.subList(1, taken.size()))
                .containsExactly(
                        "wamp.registration.on_register [2, " + id + "]",
                        "wamp.registration.on_register [3, " + id + "]",
                        "wamp.registration.on_unregister [2, " + id + "]",
                        "wamp.registration.on_unregister [3, " + id + "]",
                        "wamp.registration.on_delete [3, " + id + "]");
    }

    @Conformance("META-3")
    @Test
    void reservedUrisAreNotAnnounced() {
        realm.subscribe(ann, "wamp.session.on_join", MatchPolicy.EXACT);
        realm.register(ann, "wamp.some.thing", MatchPolicy.EXACT, InvocationPolicy.SINGLE);

        assertThat(take()).isEmpty();
    }

    @Conformance({"SM-3", "SM-4"})
    @Test
    void sessionsAreAnnounced() {
        events.joined(ann.peer());
        events.left(ann.peer(), LeaveReason.GOODBYE, false);

        List<String> taken = take();
        assertThat(taken).hasSize(2);
        assertThat(taken.get(0))
                .startsWith("wamp.session.on_join [{session=2, realm=realm1, authid=ann, authrole=user, "
                        + "authmethod=ticket, authprovider=static, transport={")
                .doesNotContain("secret");
        assertThat(taken.get(1)).isEqualTo("wamp.session.on_leave [2, ann, user]");
    }

    @Conformance({"SM-5", "META-6"})
    @Test
    void aSessionDoesNotGetItsOwnJoinEvent() {
        events.joined(ann.peer());
        events.left(bea.peer(), LeaveReason.GOODBYE, false);

        List<String> taken = take();
        assertThat(taken.get(0)).startsWith("wamp.session.on_join").endsWith(" but not to 2");
        assertThat(taken.get(1)).isEqualTo("wamp.session.on_leave [3, bea, user]");
    }

    @Conformance({"SM-2", "TES-7"})
    @ParameterizedTest
    @EnumSource(LeaveReason.class)
    void theEndOfASessionIsAnnouncedUnlessAllEnd(LeaveReason reason) {
        events.left(ann.peer(), reason, false);

        assertThat(take()).hasSize(reason.isAnnounced() ? 1 : 0);
    }

    @Test
    void trustedSessionsAreNotAnnounced() {
        Member component = realm.join(9, "inside", "trusted");
        events.joined(component.peer());
        events.left(component.peer(), LeaveReason.GOODBYE, false);

        assertThat(take()).isEmpty();
    }

    @Conformance("SM-5")
    @Test
    void eventsArePublishedInTasksOfTheirOwn() {
        loop.enter(() -> {
            events.joined(ann.peer());
            assertThat(published).isEmpty();
        });

        assertThat(take()).hasSize(1);
    }

    @Test
    void anEventWithoutSubscribersIsNotCreated() {
        unwanted.add("wamp.session.on_join");

        events.joined(ann.peer());

        assertThat(take()).isEmpty();
    }

    /** P4: a dropped event is reported, and not lost silently. */
    @Test
    void aSlowConsumerIsAnnouncedWithTheNumberOfMissedEvents() {
        events.slowConsumer(ann.peer(), 0);
        events.slowConsumer(ann.peer(), 7);

        assertThat(take())
                .containsExactly(
                        "wamp.session.on_slow_consumer [2, ann, user, 0]",
                        "wamp.session.on_slow_consumer [2, ann, user, 7]");
    }

    /** P4: a dropped event is reported to its publisher. */
    @Test
    void onlyThePublisherIsNotifiedOfDrops() {
        events.publicationDropped(bea.peer().id(), 4711, 2);

        assertThat(take()).containsExactly("wamp.publication.on_dropped [4711, 2]");
        assertThat(audiences).last().satisfies(audience -> {
            assertThat(audience.admits(3, "bea", "user")).isTrue();
            assertThat(audience.admits(2, "ann", "user")).isFalse();
        });
    }
}
