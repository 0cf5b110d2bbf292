package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests publications from one node to subscribers of other nodes. */
class PublicationsTest {
    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final TestNode c = new TestNode(fabric, "c");

    @AfterEach
    void close() {
        a.close();
        b.close();
        c.close();
        fabric.close();
    }

    private static PublishOptions to(Audience audience) {
        return new PublishOptions(false, true, audience, false, false, null, Passthru.NONE);
    }

    @Test
    @Conformance("PS-5")
    void anEventReachesSubscribersOfAllNodesUnderOneIdAndOneSubscription() {
        TestClient publisher = a.client();
        TestClient here = a.client();
        TestClient there = b.client();
        TestClient further = c.client();
        long subscription = here.subscribe("com.app.topic");
        assertThat(there.subscribe("com.app.topic")).isEqualTo(subscription);
        assertThat(further.subscribe("com.app.topic")).isEqualTo(subscription);

        long publication = publisher.publishAcknowledged("com.app.topic", "text", 23L);

        for (TestClient subscriber : List.of(here, there, further)) {
            Event event = subscriber.event();
            assertThat(event.publication()).isEqualTo(publication);
            assertThat(event.subscription()).isEqualTo(subscription);
            assertThat(TestClient.args(event)).containsExactly("text", 23L);
            assertThat(event.details()).isEqualTo(EventDetails.NONE);
        }
    }

    @Test
    @Conformance("PBS-3")
    void anEventThatMatchesSeveralSubscriptionsOfANodeTravelsOnceAndReachesEach() {
        TestClient subscriber = b.client();
        long exact = subscriber.subscribe("com.app.topic");
        long prefix = subscriber.subscribe("com.app", MatchPolicy.PREFIX);
        long wildcard = subscriber.subscribe("com..topic", MatchPolicy.WILDCARD);
        TestClient publisher = a.client();

        long publication = publisher.publishAcknowledged("com.app.topic", 1L);

        Event first = subscriber.event();
        Event second = subscriber.event();
        Event third = subscriber.event();
        assertThat(List.of(first.subscription(), second.subscription(), third.subscription()))
                .containsExactly(exact, prefix, wildcard);
        assertThat(List.of(first.publication(), second.publication(), third.publication()))
                .containsOnly(publication);
        assertThat(first.details().topic()).isNull();
        assertThat(second.details().topic()).isEqualTo("com.app.topic");
        publisher.publish("com.app.topic", 2L);
        assertThat(TestClient.args(subscriber.event())).containsExactly(2L);
    }

    @Test
    @Conformance("BWL-2")
    void listsAndExclusionAreAppliedAtTheNodeOfTheSubscriber() {
        TestClient publisher = a.client();
        TestClient bea = b.client("bea", TestClient.APP.name());
        TestClient carl = b.client("carl", TestClient.OTHER.name());
        bea.subscribe("com.app.topic");
        carl.subscribe("com.app.topic");

        publisher.publish("com.app.topic", to(new Audience(Set.of(bea.id), null, null, null, null, null)), "carl");
        publisher.publish("com.app.topic", to(new Audience(null, Set.of("carl"), null, null, null, null)), "bea");
        publisher.publish("com.app.topic", to(new Audience(null, null, Set.of("app"), null, null, null)), "carl");
        publisher.publish("com.app.topic", to(new Audience(null, null, null, Set.of(bea.id), null, null)), "bea");
        publisher.publish("com.app.topic", to(new Audience(null, null, null, null, Set.of("carl"), null)), "carl");
        publisher.publish("com.app.topic", to(new Audience(null, null, null, null, null, Set.of("app"))), "bea");
        publisher.publish("com.app.topic", to(new Audience(null, null, null, Set.of(), null, null)), "nobody");
        publisher.publish("com.app.topic", "end");

        assertThat(untilEnd(bea)).containsExactly("bea", "bea", "bea");
        assertThat(untilEnd(carl)).containsExactly("carl", "carl", "carl");
    }

    private static List<Object> untilEnd(TestClient client) {
        List<Object> texts = new ArrayList<>();
        for (Object text = first(client); !"end".equals(text); text = first(client)) {
            texts.add(text == null ? "null" : text);
        }
        return texts;
    }

    private static @Nullable Object first(TestClient client) {
        return TestClient.args(client.event()).get(0);
    }

    @Test
    @Conformance("PID-1")
    void aPublisherOfAnotherNodeIsDisclosedToThoseWhoAnnouncedTheFeature() {
        TestClient publisher = a.client("pia", TestClient.APP.name());
        TestClient knowing = b.client();
        TestClient unknowing = b.client("uwe", new Roles(Map.of(Role.SUBSCRIBER, Set.of())));
        knowing.subscribe("com.app.topic");
        unknowing.subscribe("com.app.topic");

        publisher.publish(
                "com.app.topic",
                new PublishOptions(false, true, Audience.EVERYONE, true, false, null, Passthru.NONE),
                1L);

        EventDetails shown = knowing.event().details();
        assertThat(shown.publisher()).isEqualTo(publisher.id);
        assertThat(shown.publisherAuthid()).isEqualTo("pia");
        assertThat(shown.publisherAuthrole()).isEqualTo("app");
        assertThat(unknowing.event().details()).isEqualTo(EventDetails.NONE);
    }

    @Test
    @Conformance("PPT-2")
    void passthruAttributesTravelWithTheEvent() {
        TestClient subscriber = b.client();
        subscriber.subscribe("com.app.topic");
        Passthru passthru = new Passthru("x_own", "cbor", "xsalsa20poly1305", "key-1")
                .with(new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null));

        a.client()
                .publish(
                        "com.app.topic",
                        new PublishOptions(false, true, Audience.EVERYONE, false, false, null, passthru),
                        new byte[] {1, 2, 3});

        assertThat(subscriber.event().details().passthru()).isEqualTo(passthru);
    }

    @Test
    @Conformance("RET-1")
    void aRetainedEventIsKeptOnEveryNodeAndPurgedThere() {
        TestClient publisher = a.client();
        TestClient fence = b.client();
        fence.subscribe("com.app.kept");
        publisher.publish("com.app.kept", TestClient.retained(), "old");
        publisher.publish("com.app.kept", TestClient.retained(), "new");
        assertThat(first(fence)).isEqualTo("old");
        assertThat(first(fence)).isEqualTo("new");

        TestClient late = b.client();
        late.subscribe("com.app.kept", new SubscribeOptions(MatchPolicy.EXACT, true, null));

        Event event = late.event();
        assertThat(TestClient.args(event)).containsExactly("new");
        assertThat(event.details().retained()).isTrue();
    }

    @Test
    @Conformance("RET-6")
    void aRemovalOfARetainedEventReachesEveryNode() {
        TestClient publisher = a.client();
        TestClient fence = b.client();
        fence.subscribe("com.app.kept");
        publisher.publish("com.app.kept", TestClient.retained(), "old");
        assertThat(first(fence)).isEqualTo("old");

        publisher.publish("com.app.kept", PublishOptions.NONE.removingRetained(), "gone");

        assertThat(first(fence)).isEqualTo("gone");
        TestClient late = b.client();
        late.subscribe("com.app.kept", new SubscribeOptions(MatchPolicy.EXACT, true, null));
        publisher.publish("com.app.kept", "next");
        assertThat(first(late)).isEqualTo("next");
    }

    @Test
    @Conformance("SSB-1")
    void anEventWithAResourceKeyGoesToOneShardOverAllNodes() {
        TestClient left = a.client();
        TestClient right = b.client();
        left.subscribe("com.app.topic", new SubscribeOptions(MatchPolicy.EXACT, false, "left"));
        right.subscribe("com.app.topic", new SubscribeOptions(MatchPolicy.EXACT, false, "right"));
        TestClient publisher = c.client();

        for (long i = 0; i < 40; i++) {
            publisher.publish(
                    "com.app.topic",
                    new PublishOptions(false, true, Audience.EVERYONE, false, false, "key" + i, Passthru.NONE),
                    i);
        }
        publisher.publish("com.app.topic", "end");

        List<Object> atLeft = untilEnd(left);
        List<Object> atRight = untilEnd(right);
        assertThat(atLeft).isNotEmpty().doesNotContainAnyElementsOf(atRight);
        assertThat(atRight).isNotEmpty();
        assertThat(atLeft.size() + atRight.size()).isEqualTo(40);
    }

    @Test
    @Conformance("ORD-1")
    void eventsOfOnePublisherKeepTheirOrderOnEveryNode() {
        TestClient there = b.client();
        there.subscribe("com.app", MatchPolicy.PREFIX);
        TestClient publisher = a.client();

        for (long i = 0; i < 2_000; i++) {
            publisher.publish("com.app.topic" + i % 3, i);
        }

        for (long i = 0; i < 2_000; i++) {
            assertThat(first(there)).isEqualTo(i);
        }
    }

    @Test
    @Conformance("P26")
    void subscribedIsSentOnlyWhenEveryNodeKnowsOfTheSubscriber() {
        TestClient subscriber = b.client();
        subscriber.subscribe("com.app.own");
        CompletableFuture<Void> release = c.node.hold();
        subscriber.send(new Subscribe(subscriber.next(), SubscribeOptions.NONE, "com.app.topic"));

        // The session is not stalled while its SUBSCRIBE waits.
        b.client().publish("com.app.own", "meanwhile");
        assertThat(first(subscriber)).isEqualTo("meanwhile");
        release.complete(null);

        subscriber.take(Subscribed.class);
        c.client().publish("com.app.topic", "after");

        assertThat(first(subscriber)).isEqualTo("after");
    }

    @Test
    void aNodeThatComesLaterLearnsOfEarlierSubscribers() {
        TestClient subscriber = a.client();
        subscriber.subscribe("com.app", MatchPolicy.PREFIX);
        try (TestNode late = new TestNode(fabric, "late")) {
            TestClient publisher = late.client();
            publisher.subscribe("com.app.fence"); // SUBSCRIBED follows the exchange of all rows
            publisher.publish("com.app.topic", 1L);

            assertThat(first(subscriber)).isEqualTo(1L);
        }
    }

    @Test
    void bothSidesOfACutServeTheirOwnClientsAndAllClientsAfterIt() {
        TestClient there = b.client();
        there.subscribe("com.app.topic");
        TestClient here = a.client();
        here.subscribe("com.app.topic");
        TestClient publisher = a.client();
        fabric.cut(a.node, b.node);

        publisher.publish("com.app.topic", "while cut");
        assertThat(first(here)).isEqualTo("while cut");
        fabric.heal(a.node, b.node);
        a.client().subscribe("com.app.fence");
        publisher.publish("com.app.topic", "healed");

        assertThat(first(there)).isEqualTo("healed");
        assertThat(first(here)).isEqualTo("healed");
    }

    @Test
    void nothingIsLeftOfSubscriptionsThatHaveEnded() {
        int before = a.statistics().subscriptions();
        TestClient subscriber = b.client();
        long subscription = subscriber.subscribe("com.app.topic");
        TestClient lost = b.client();
        lost.subscribe("com.app", MatchPolicy.PREFIX);
        assertThat(a.statistics().subscriptions()).isEqualTo(before + 2);

        subscriber.unsubscribe(subscription);
        lost.lose();

        await().untilAsserted(() -> {
            assertThat(a.statistics().subscriptions()).isEqualTo(before);
            assertThat(b.node.rows()).isEqualTo(1); // only the row of the session that is still open
        });
    }

    @Test
    @Conformance("HIS-1")
    void theHistoryIsTheSameOnEveryNode() {
        try (TestNode d = withHistory("d");
                TestNode e = withHistory("e")) {
            TestClient publisher = d.client();
            TestClient asking = e.client();
            long subscription = asking.subscribe("com.app.logged");
            publisher.publish("com.app.logged", "first");
            asking.event();
            asking.call("wamp.subscription.get_events", subscription);
            List<Object> here = List.copyOf(TestClient.args(asking.take(Result.class)));
            publisher.call("wamp.subscription.get_events", subscription);
            List<Object> there = List.copyOf(TestClient.args(publisher.take(Result.class)));

            assertThat(here).hasSize(1).isEqualTo(there);
        }
    }

    private TestNode withHistory(String name) {
        return new TestNode(
                fabric,
                name,
                options -> options.withBroker(options.broker()
                        .withHistory(List.of(new HistoryRule("com.app.logged", MatchPolicy.EXACT, 10)))));
    }
}
