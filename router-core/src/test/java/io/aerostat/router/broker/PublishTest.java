package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.link.Sent;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.DroppedEvents;
import io.aerostat.router.testing.FakePeer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishTest {
    private static final String TOPIC = "com.app.topic";

    private final TestBroker realm = new TestBroker();
    private final BrokerClient publisher = realm.join("paul", "publisher");

    private BrokerClient subscriber(String authid, String authrole) {
        BrokerClient client = realm.join(authid, authrole);
        client.subscribe(TOPIC);
        client.forget();
        return client;
    }

    @Conformance({"PS-4", "PS-5", "A-58"})
    @Test
    void onlyAnAcknowledgedPublicationIsAnswered() {
        publisher.publish(TOPIC);
        assertThat(publisher.received()).isEmpty();

        long request = publisher.publish(TOPIC, Options.NONE.acknowledged().build());
        assertThat(publisher.received()).singleElement().isInstanceOfSatisfying(Published.class, answer -> {
            assertThat(answer.request()).isEqualTo(request);
            assertThat(Ids.isValid(answer.publication())).isTrue();
        });
    }

    @Conformance({"PS-6", "MSG-5"})
    @Test
    void allReceiversGetTheSamePublicationAndPayload() {
        BrokerClient one = subscriber("one", "user");
        BrokerClient two = subscriber("two", "user");
        byte[] json = "[[1,\"zwei\"]".getBytes(StandardCharsets.UTF_8);
        Payload payload = Payload.validated(Serialization.JSON, json, 1, json.length - 1, 1);

        publisher.publish(TOPIC, Options.NONE.acknowledged().build(), Permit.PLAIN, payload);

        long publication = publisher.received(Published.class).get(0).publication();
        assertThat(one.event().publication()).isEqualTo(publication);
        assertThat(two.event()).isEqualTo(one.event());
        assertThat(one.event().payload()).isSameAs(payload);
        assertThat(one.event().details()).isEqualTo(EventDetails.NONE);
    }

    @Conformance("SER-10")
    @Test
    void oneEncodedEventServesAllReceivers() {
        BrokerClient one = subscriber("one", "user");
        BrokerClient two = subscriber("two", "user");

        publisher.publish(TOPIC, Options.NONE.disclosed().build());

        assertThat(one.peer.shared()).hasSize(1);
        assertThat(two.peer.shared().get(0)).isSameAs(one.peer.shared().get(0));
    }

    @Conformance({"PS-7", "PEX-1", "KEY-2", "A-1"})
    @Test
    void thePublisherGetsItsOwnEventOnlyIfItAsks() {
        publisher.subscribe(TOPIC);
        BrokerClient otherSession = subscriber("paul", "publisher");

        publisher.publish(TOPIC);
        assertThat(publisher.events()).isEmpty();
        assertThat(otherSession.events()).hasSize(1);

        publisher.publish(TOPIC, Options.NONE.notExcludingMe().build());
        assertThat(publisher.events()).hasSize(1);
    }

    @Conformance("A-4")
    @Test
    void publishedPrecedesThePublishersOwnEvent() {
        publisher.subscribe(TOPIC);
        publisher.subscribe("com.app", MatchPolicy.PREFIX);
        publisher.forget();

        publisher.publish(TOPIC, Options.NONE.acknowledged().notExcludingMe().build());

        assertThat(publisher.received()).hasSize(3);
        assertThat(publisher.received().get(0)).isInstanceOf(Published.class);
        assertThat(publisher.received().subList(1, 3)).hasOnlyElementsOfType(Event.class);
    }

    @Conformance("BWL-4")
    @Test
    void aWhiteListDoesNotIncludeAnExcludedPublisher() {
        publisher.subscribe(TOPIC);

        publisher.publish(
                TOPIC, Options.NONE.to(Options.eligible(publisher.id())).build());
        assertThat(publisher.events()).isEmpty();

        publisher.publish(
                TOPIC,
                Options.NONE
                        .to(Options.eligible(publisher.id()))
                        .notExcludingMe()
                        .build());
        assertThat(publisher.events()).hasSize(1);
    }

    @Conformance({"PS-8", "PBS-1", "PBS-2", "PBS-3", "PBS-5"})
    @Test
    void eachMatchingSubscriptionHasItsOwnEvent() {
        BrokerClient client = realm.join();
        long exact = client.subscribe(TOPIC);
        long prefix = client.subscribe("com.app", MatchPolicy.PREFIX);
        long wildcard = client.subscribe("com..topic", MatchPolicy.WILDCARD);
        client.subscribe("com.app.topic.sub", MatchPolicy.PREFIX);

        long publication = publisher.publishAcknowledged(TOPIC, Options.NONE);

        EventDetails withTopic = new EventDetails(TOPIC, 0, null, null, -1, false, false, Passthru.NONE);
        assertThat(client.events())
                .containsExactly(
                        new Event(exact, publication, EventDetails.NONE, Payload.EMPTY),
                        new Event(prefix, publication, withTopic, Payload.EMPTY),
                        new Event(wildcard, publication, withTopic, Payload.EMPTY));
    }

    @Conformance({"BWL-1", "BWL-2"})
    @Test
    void eachListExcludesTheRightReceivers() {
        BrokerClient ann = subscriber("ann", "user");
        BrokerClient bea = subscriber("bea", "user");
        BrokerClient cid = subscriber("cid", "admin");

        assertThat(receivers(Options.exclude(ann.id()), ann, bea, cid)).containsExactly(bea, cid);
        assertThat(receivers(Options.excludeAuthid("ann", "cid"), ann, bea, cid))
                .containsExactly(bea);
        assertThat(receivers(Options.excludeAuthrole("user"), ann, bea, cid)).containsExactly(cid);
        assertThat(receivers(Options.eligible(bea.id(), cid.id()), ann, bea, cid))
                .containsExactly(bea, cid);
        assertThat(receivers(Options.eligibleAuthid("ann"), ann, bea, cid)).containsExactly(ann);
        assertThat(receivers(Options.eligibleAuthrole("user"), ann, bea, cid)).containsExactly(ann, bea);
        Audience all = new Audience(
                Set.of(ann.id()), Set.of("nobody"), Set.of("nothing"), null, null, Set.of("user", "admin"));
        assertThat(receivers(all, ann, bea, cid)).containsExactly(bea, cid);
    }

    @Conformance({"BWL-3", "A-2"})
    @Test
    void anEmptyWhiteListAdmitsNobodyAndAnEmptyBlackListAdmitsAll() {
        BrokerClient ann = subscriber("ann", "user");

        assertThat(receivers(Options.eligible(), ann)).isEmpty();
        assertThat(receivers(Options.eligibleAuthid(), ann)).isEmpty();
        assertThat(receivers(Options.exclude(), ann)).containsExactly(ann);
    }

    private List<BrokerClient> receivers(Audience audience, BrokerClient... candidates) {
        publisher.publish(TOPIC, Options.NONE.to(audience).build());
        List<BrokerClient> received = List.of(candidates).stream()
                .filter(one -> !one.events().isEmpty())
                .toList();
        received.forEach(BrokerClient::forget);
        return received;
    }

    @Conformance({"PID-1", "PID-3", "PID-4", "PTL-1", "A-32", "A-57"})
    @Test
    void detailsAreSentOnlyToSubscribersThatAnnouncedThem() {
        BrokerClient all = subscriber("ann", "user");
        BrokerClient trust = realm.join(FakePeer.announcing(Feature.PUBLICATION_TRUSTLEVELS), realm.newLoop());
        BrokerClient none = realm.join(FakePeer.announcing(), realm.newLoop());
        trust.subscribe(TOPIC);
        none.subscribe(TOPIC);

        publisher.publish(TOPIC, Options.NONE.disclosed().build(), new Permit(false, 3));

        assertThat(all.event().details())
                .isEqualTo(new EventDetails(null, publisher.id(), "paul", "publisher", 3, false, false, Passthru.NONE));
        assertThat(trust.event().details())
                .isEqualTo(new EventDetails(null, 0, null, null, 3, false, false, Passthru.NONE));
        assertThat(none.event().details()).isEqualTo(EventDetails.NONE);
    }

    @Conformance({"PID-3", "PTL-1"})
    @Test
    void aPermissionCanDiscloseThePublisherAndSetTheTrustLevel() {
        BrokerClient client = subscriber("ann", "user");

        publisher.publish(TOPIC, Options.NONE.build(), new Permit(true, 0));

        assertThat(client.event().details().publisher()).isEqualTo(publisher.id());
        assertThat(client.event().details().trustlevel()).isZero();
    }

    @Conformance({"PID-2", "A-31"})
    @Test
    void aPublisherThatMustNotBeDisclosedIsRefusedOrStaysAnonymous() {
        for (DisclosurePolicy policy : DisclosurePolicy.values()) {
            TestBroker strict = new TestBroker(BrokerOptions.DEFAULT.withDisclosure(policy));
            BrokerClient subscriber = strict.join();
            subscriber.subscribe(TOPIC);
            BrokerClient open = strict.join();

            long request =
                    open.publish(TOPIC, Options.NONE.disclosed().acknowledged().build());
            open.publish(TOPIC, Options.NONE.disclosed().build());

            if (policy == DisclosurePolicy.REFUSE) {
                assertThat(open.error(Publish.CODE, request)).isEqualTo(ErrorUris.DISCLOSE_ME_DISALLOWED);
                assertThat(subscriber.events()).isEmpty();
            } else {
                long shown = policy == DisclosurePolicy.ALLOW ? open.id() : 0;
                assertThat(subscriber.events())
                        .hasSize(2)
                        .allMatch(event -> event.details().publisher() == shown);
            }
            // A permission in the configuration takes precedence over the realm's policy.
            subscriber.forget();
            open.publish(TOPIC, Options.NONE.disclosed().build(), Permit.DISCLOSED);
            assertThat(subscriber.event().details().publisher()).isEqualTo(open.id());
        }
    }

    @Test
    void withoutDisclosureThePublisherIsHidden() {
        BrokerClient client = subscriber("ann", "user");

        publisher.publish(TOPIC);

        assertThat(client.event().details()).isEqualTo(EventDetails.NONE);
    }

    @Conformance({"PPT-2", "PPT-6"})
    @Test
    void passthruAttributesAreCopied() {
        Passthru passthru = new Passthru("x_custom", "cbor", "aes256gcm", "key1");
        BrokerClient client = subscriber("ann", "user");
        BrokerClient without = realm.join(FakePeer.announcing(), realm.newLoop());
        without.subscribe(TOPIC);

        publisher.publish(TOPIC, Options.NONE.passedThrough(passthru).build());

        assertThat(client.event().details().passthru()).isEqualTo(passthru);
        assertThat(without.event().details().passthru()).isEqualTo(passthru);
    }

    @Conformance({"PV-10", "PPT-3"})
    @Test
    void passthruWithoutAnnouncementIsAViolation() {
        BrokerClient client = subscriber("ann", "user");
        BrokerClient sloppy = realm.join(FakePeer.announcing(), realm.newLoop());

        sloppy.publish(
                TOPIC,
                Options.NONE
                        .passedThrough(new Passthru("mqtt", null, null, null))
                        .acknowledged()
                        .build());

        assertThat(sloppy.peer.violation()).contains("ppt_scheme");
        assertThat(sloppy.received()).isEmpty();
        assertThat(client.events()).isEmpty();
    }

    @Conformance("ID-2")
    @Test
    void publicationIdsAreSpreadOverTheWholeRange() {
        Set<Long> seen = new HashSet<>();
        int[] buckets = new int[16];
        for (int i = 0; i < 16_000; i++) {
            long id = publisher.publishAcknowledged(TOPIC, Options.NONE);
            publisher.forget();
            assertThat(Ids.isValid(id)).isTrue();
            assertThat(seen.add(id)).isTrue();
            buckets[(int) ((id - 1) >>> 49)]++;
        }
        // Each bucket holds 1,000 on average, with a standard deviation of 31.
        for (int bucket : buckets) {
            assertThat(bucket).isBetween(750, 1250);
        }
    }

    @Conformance({"PS-11", "RPC-11"})
    @Test
    void anEventThatOneReceiverCannotTakeIsCountedAndOthersGetTheirs() {
        BrokerClient slow = subscriber("slow", "user");
        BrokerClient healthy = subscriber("healthy", "user");
        // OVER_BUDGET and DROPPED are counted as one kind.
        for (Sent outcome : Sent.values()) {
            slow.peer.failWith(outcome);
            publisher.publish(TOPIC);
        }

        assertThat(healthy.events()).hasSize(Sent.values().length);
        assertThat(slow.events()).hasSize(1);
        assertThat(slow.session.droppedEvents()).isEqualTo(new DroppedEvents(2, 1, 1));
        assertThat(healthy.session.droppedEvents()).isEqualTo(DroppedEvents.NONE);
        assertThat(realm.broker.statistics().droppedEvents().total()).isEqualTo(4);
        assertThat(realm.broker.statistics().publications()).isEqualTo(Sent.values().length);
    }

    /** P4: PUBLISHED only says that the event was accepted. A publisher learns about drops if it subscribes to them. */
    @Test
    void aPublisherThatAskedForAnAcknowledgementIsNotifiedOfDrops() {
        BrokerClient slow = subscriber("slow", "user");
        subscriber("healthy", "user");
        slow.peer.failWith(Sent.OVER_BUDGET);
        publisher.publish(TOPIC);
        realm.settle();
        assertThat(realm.drops).isEmpty();

        slow.peer.failWith(Sent.OVER_BUDGET);
        long publication = publisher.publishAcknowledged(TOPIC, Options.NONE);
        realm.settle();

        assertThat(realm.drops).containsExactly(publisher.id() + " " + publication + " 1");
    }

    @Test
    void aBugInOneReceiverEndsThatReceiverOnly() {
        BrokerClient broken = subscriber("broken", "user");
        BrokerClient healthy = subscriber("healthy", "user");
        broken.peer.onMessage(message -> {
            throw new IllegalStateException("a bug");
        });

        publisher.publish(TOPIC);
        publisher.publish(TOPIC);

        assertThat(healthy.events()).hasSize(2);
        assertThat(broken.peer.killed()).isEqualTo(CloseUris.KILLED);
    }
}
