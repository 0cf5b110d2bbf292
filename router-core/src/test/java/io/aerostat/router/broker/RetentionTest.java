package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.RetainedPages;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final String TOPIC = "com.app.topic";
    private static final SubscribeOptions WITH_RETAINED = new SubscribeOptions(MatchPolicy.EXACT, true, null);

    private TestBroker realm = new TestBroker();
    private BrokerClient publisher = realm.join("paul", "publisher");

    private void use(BrokerOptions options) {
        realm = new TestBroker(options);
        publisher = realm.join("paul", "publisher");
    }

    private BrokerClient newcomer(String authid, String authrole) {
        BrokerClient client = realm.join(authid, authrole);
        client.subscribe(TOPIC, WITH_RETAINED);
        return client;
    }

    private Publication newestRetained() {
        RetainedPages pages =
                realm.broker.retained().all().toCompletableFuture().join();
        return pages.next().toCompletableFuture().join().get(0).publication();
    }

    private int purge(String uri, MatchPolicy match) {
        return realm.broker.retained().purge(uri, match).toCompletableFuture().join();
    }

    @Conformance({"RET-1", "RET-2", "RET-4", "A-39", "ORD-2"})
    @Test
    void aNewSubscriberGetsTheNewestRetainedEventAfterItsAnswer() {
        publisher.publishAcknowledged(TOPIC, Options.NONE.retained());
        long newest = publisher.publishAcknowledged(TOPIC, Options.NONE.retained());
        publisher.publish(TOPIC);

        BrokerClient client = newcomer("ann", "user");

        long id = client.received(Subscribed.class).get(0).subscription();
        EventDetails details = new EventDetails(null, 0, null, null, -1, true, false, Passthru.NONE);
        assertThat(client.received())
                .containsExactly(new Subscribed(1, id), new Event(id, newest, details, Payload.EMPTY));
    }

    @Conformance("RET-2")
    @Test
    void onlyASubscriberThatAsksGetsARetainedEvent() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
        BrokerClient client = realm.join();

        client.subscribe(TOPIC);

        assertThat(client.events()).isEmpty();
        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Test
    void aRetainedEventHasTheDetailsOfTheOriginal() {
        publisher.publish(TOPIC, Options.NONE.retained().disclosed().build(), new Permit(false, 5));

        EventDetails details = newcomer("ann", "user").event().details();

        assertThat(details)
                .isEqualTo(new EventDetails(null, publisher.id(), "paul", "publisher", 5, true, false, Passthru.NONE));
    }

    @Conformance({"RET-3", "RET-5"})
    @Test
    void aSubscriberThatMayNotSeeTheNewestEventGetsAnOlderOne() {
        long general = publisher.publishAcknowledged(TOPIC, Options.NONE.retained());
        long forAdmins =
                publisher.publishAcknowledged(TOPIC, Options.NONE.retained().to(Options.eligibleAuthrole("admin")));
        long notForBea =
                publisher.publishAcknowledged(TOPIC, Options.NONE.retained().to(Options.excludeAuthid("bea", "cid")));

        assertThat(newcomer("ann", "user").event().publication()).isEqualTo(notForBea);
        assertThat(newcomer("bea", "user").event().publication()).isEqualTo(general);
        assertThat(newcomer("cid", "admin").event().publication()).isEqualTo(forAdmins);
        assertThat(realm.broker.retained().size()).isEqualTo(3);
    }

    @Conformance("RET-3")
    @Test
    void aNewerGeneralEventReplacesAll() {
        publisher.publish(
                TOPIC,
                Options.NONE.retained().to(Options.eligibleAuthrole("admin")).build());
        long general = publisher.publishAcknowledged(TOPIC, Options.NONE.retained());

        assertThat(newcomer("cid", "admin").event().publication()).isEqualTo(general);
        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Test
    void anEventForTheSameAudienceReplacesTheOlderOne() {
        for (int i = 0; i < 5; i++) {
            publisher.publish(
                    TOPIC,
                    Options.NONE
                            .retained()
                            .to(Options.eligibleAuthrole("admin"))
                            .build());
        }

        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Conformance("RET-5")
    @Test
    void listsOfEndedSessionsMatchNobody() {
        BrokerClient gone = realm.join();
        publisher.publish(
                TOPIC, Options.NONE.retained().to(Options.eligible(gone.id())).build());
        gone.leave(LeaveReason.LOST);

        assertThat(newcomer("ann", "user").events()).isEmpty();
    }

    @Conformance("PS-7")
    @Test
    void thePublisherGetsItsOwnRetainedEventOnlyIfItDidNotExcludeItself() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
        publisher.subscribe(TOPIC, WITH_RETAINED);
        assertThat(publisher.events()).isEmpty();

        publisher.publish(
                "com.app.other", Options.NONE.retained().notExcludingMe().build());
        publisher.subscribe("com.app.other", WITH_RETAINED);
        assertThat(publisher.events()).hasSize(1);
    }

    @Conformance("RET-4")
    @Test
    void aPatternGetsOneRetainedEventOfEachMatchingTopic() {
        publisher.publish("com.app.a.on", Options.NONE.retained().build());
        publisher.publish("com.app.b.on", Options.NONE.retained().build());
        publisher.publish("com.app.b.off", Options.NONE.retained().build());
        publisher.publish("com.apple", Options.NONE.retained().build());
        BrokerClient client = realm.join();

        client.subscribe("com.app.", new SubscribeOptions(MatchPolicy.PREFIX, true, null));
        assertThat(client.events())
                .extracting(event -> event.details().topic())
                .containsExactly("com.app.a.on", "com.app.b.off", "com.app.b.on");
        client.forget();
        client.subscribe("com.app..on", new SubscribeOptions(MatchPolicy.WILDCARD, true, null));
        assertThat(client.events())
                .extracting(event -> event.details().topic())
                .containsExactly("com.app.a.on", "com.app.b.on");
        client.forget();
        client.subscribe("...on", new SubscribeOptions(MatchPolicy.WILDCARD, true, null));
        assertThat(client.events()).hasSize(2);
    }

    @Test
    void manyRetainedEventsAreSentInChunks() {
        use(BrokerOptions.DEFAULT.withEventDispatchingChunkSize(10));
        for (int i = 0; i < 25; i++) {
            publisher.publish("com.app.t" + i, Options.NONE.retained().build());
        }
        BrokerClient client = realm.join();
        client.loop.enter(() -> client.session.subscribe(
                new Subscribe(1, new SubscribeOptions(MatchPolicy.PREFIX, true, null), "com.app.")));

        assertThat(client.events()).hasSize(10);
        // An event that is published now arrives after all retained events.
        publisher.loop.enter(() -> publisher.session.publish(
                new Publish(1, Options.NONE.build(), "com.app.t0", Payload.EMPTY), Permit.PLAIN));
        realm.settle();
        assertThat(client.events()).hasSize(26);
        assertThat(client.events().get(25).details().retained()).isFalse();
    }

    @Conformance("ORD-2")
    @Test
    void anEventUnderWayIsNotSentAgainToASubscriberThatGotItAsRetained() {
        BrokerClient other = realm.join();
        other.subscribe(TOPIC);
        BrokerClient newcomer = realm.join(FakePeer.ALL_ROLES, other.loop);
        publisher.loop.enter(() -> publisher.session.publish(
                new Publish(1, Options.NONE.retained().build(), TOPIC, Payload.EMPTY), Permit.PLAIN));

        newcomer.loop.enter(() -> newcomer.session.subscribe(new Subscribe(1, WITH_RETAINED, TOPIC)));
        realm.settle();

        assertThat(other.events()).hasSize(1);
        assertThat(newcomer.event().details().retained()).isTrue();
        publisher.publish(TOPIC, Options.NONE.retained().build());
        assertThat(newcomer.events()).hasSize(2);
    }

    @Conformance({"SBM-2", "A-43"})
    @Test
    void aRetainedEventKeepsItsSubscription() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
        BrokerClient client = realm.join();
        long id = client.subscribe(TOPIC);
        realm.changes.clear();

        client.unsubscribe(id);
        assertThat(realm.changes).containsExactly("unsubscribe " + client.id() + " " + id);
        assertThat(client.subscribe(TOPIC)).isEqualTo(id);
        client.unsubscribe(id);
        realm.changes.clear();

        assertThat(purge(TOPIC, MatchPolicy.EXACT)).isEqualTo(1);
        assertThat(realm.changes).containsExactly("delete " + client.id() + " " + id);
        assertThat(realm.broker.directory().all()).isEmpty();
    }

    @Conformance("RET-6")
    @Test
    void retainedEventsCanBePurgedByPattern() {
        publisher.publish("com.app.a", Options.NONE.retained().build());
        publisher.publish("com.app.b", Options.NONE.retained().build());
        publisher.publish("org.app.c", Options.NONE.retained().build());

        assertThat(purge("com.", MatchPolicy.PREFIX)).isEqualTo(2);

        assertThat(realm.broker.retained().size()).isEqualTo(1);
        BrokerClient client = realm.join();
        client.subscribe("", new SubscribeOptions(MatchPolicy.PREFIX, true, null));
        assertThat(client.event().details().topic()).isEqualTo("org.app.c");
    }

    @Conformance("RET-6")
    @Test
    void aPublicationThatRemovesRetainedEventsReachesPresentSubscribersOnly() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
        BrokerClient present = realm.join("ann", "user");
        present.subscribe(TOPIC);

        publisher.publish(TOPIC, Options.NONE.build().removingRetained());

        assertThat(present.events()).hasSize(1);
        assertThat(realm.broker.retained().size()).isZero();
        assertThat(newcomer("bob", "user").events()).isEmpty();
    }

    @Test
    void anEmptyBareValueIsRetainedLikeAnyOther() {
        Payload empty = Payload.bare(Serialization.CBOR, new byte[] {0x40}, 0, 1);
        publisher.publish(TOPIC, Options.NONE.retained().build());

        publisher.publish(TOPIC, Options.NONE.retained().build(), Permit.PLAIN, empty);

        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Test
    void anEventThatIsOlderThanARemovalDoesNotComeBack() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
        Publication older = newestRetained();
        publisher.publish(TOPIC, Options.NONE.build().removingRetained());

        realm.broker.retained().restore(older, Duration.ZERO, publisher.peer.loop());

        assertThat(realm.broker.retained().size()).isZero();
        publisher.publish(TOPIC, Options.NONE.retained().build());
        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Conformance({"RET-6", "SBM-2"})
    @Test
    void retainedEventsExpire() {
        use(BrokerOptions.DEFAULT.withRetainedTtl(Duration.ofMinutes(5)));
        publisher.publish(TOPIC, Options.NONE.retained().build());
        realm.pass(Duration.ofMinutes(5));
        BrokerClient first = newcomer("ann", "user");
        assertThat(first.events()).hasSize(1);
        long id = first.received(Subscribed.class).get(0).subscription();
        first.leave(LeaveReason.LOST);
        assertThat(realm.broker.directory().find(id)).isPresent();

        realm.pass(Duration.ofMillis(1));
        assertThat(newcomer("bea", "user").events()).isEmpty();
        realm.runScheduled();
        assertThat(realm.broker.retained().size()).isZero();
    }

    /** A change of the time of day neither shortens nor prolongs the life of a retained event. */
    @Test
    void aJumpOfTheWallClockDoesNotExpireEvents() {
        use(BrokerOptions.DEFAULT.withRetainedTtl(Duration.ofMinutes(5)));
        publisher.publish(TOPIC, Options.NONE.retained().build());

        realm.jumpClock(Duration.ofDays(1));
        realm.runScheduled();
        assertThat(newcomer("ann", "user").events()).hasSize(1);

        realm.jumpClock(Duration.ofDays(-2));
        realm.pass(Duration.ofMinutes(6));
        assertThat(newcomer("bea", "user").events()).isEmpty();
    }

    @Test
    void expiryDeletesASubscriptionWithoutSubscribers() {
        use(BrokerOptions.DEFAULT.withRetainedTtl(Duration.ofMinutes(5)));
        publisher.publish(TOPIC, Options.NONE.retained().build());
        BrokerClient client = newcomer("ann", "user");
        client.leave(LeaveReason.LOST);
        assertThat(realm.broker.directory().all()).hasSize(1);

        realm.pass(Duration.ofMinutes(6));
        realm.runScheduled();

        assertThat(realm.broker.directory().all()).isEmpty();
        assertThat(realm.changes).last().asString().startsWith("delete " + client.id());
    }

    @Test
    void aPublicationThatCannotBeRetainedIsRefused() {
        use(BrokerOptions.DEFAULT.withLimits(new BrokerLimits(10, 2, 1000, 2, 2, 100)));
        BrokerClient subscriber = realm.join();
        subscriber.subscribe("com.app.three");
        publisher.publish("com.app.one", Options.NONE.retained().build());
        publisher.publish("com.app.two", Options.NONE.retained().build());

        long request = publisher.publish(
                "com.app.three", Options.NONE.retained().acknowledged().build());
        publisher.publish("com.app.three", Options.NONE.retained().build());

        assertThat(publisher.error(Publish.CODE, request)).isEqualTo(ErrorUris.LIMIT_EXCEEDED);
        assertThat(subscriber.events()).isEmpty();
        assertThat(realm.broker.statistics().refusedPublications()).isEqualTo(2);
        // A new event replaces the retained event of its topic, and needs no additional room.
        publisher.publishAcknowledged("com.app.one", Options.NONE.retained());
        assertThat(realm.broker.retained().size()).isEqualTo(2);
    }

    @Test
    void aFullStoreRemovesExpiredEvents() {
        use(BrokerOptions.DEFAULT
                .withLimits(new BrokerLimits(10, 1, 1000, 2, 2, 100))
                .withRetainedTtl(Duration.ofSeconds(1)));
        publisher.publish("com.app.one", Options.NONE.retained().build());
        realm.pass(Duration.ofSeconds(2));

        publisher.publishAcknowledged("com.app.two", Options.NONE.retained());

        assertThat(realm.broker.retained().size()).isEqualTo(1);
    }

    @Test
    void restrictedEventsOfATopicAreBounded() {
        use(BrokerOptions.DEFAULT.withLimits(new BrokerLimits(10, 100, 1000, 2, 2, 100)));
        long general = publisher.publishAcknowledged(TOPIC, Options.NONE.retained());
        for (String role : new String[] {"one", "two", "three"}) {
            publisher.publish(
                    TOPIC,
                    Options.NONE.retained().to(Options.eligibleAuthrole(role)).build());
        }

        assertThat(realm.broker.retained().size()).isEqualTo(3);
        assertThat(newcomer("ann", "one").event().publication()).isEqualTo(general);
        assertThat(newcomer("bea", "three").event().publication()).isNotEqualTo(general);
    }
}
