package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.broker.subscription.SubscriptionDirectory;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakePeer;
import org.junit.jupiter.api.Test;

class SubscribeTest {
    private final TestBroker realm = new TestBroker();
    private final BrokerClient alice = realm.join();
    private final BrokerClient bob = realm.join();

    @Conformance({"PS-1", "ID-3", "A-43"})
    @Test
    void allSubscribersOfATopicShareItsId() {
        long first = alice.subscribe("com.app.topic");
        long second = bob.subscribe("com.app.topic");
        long other = bob.subscribe("com.app.topic", MatchPolicy.PREFIX);

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(alice.received()).containsExactly(new Subscribed(1, first));
    }

    @Conformance("PS-2")
    @Test
    void subscribingAgainGivesTheSameIdAndNothingElse() {
        long first = alice.subscribe("com.app.topic");
        realm.changes.clear();

        assertThat(alice.subscribe("com.app.topic")).isEqualTo(first);
        bob.publish("com.app.topic");

        assertThat(alice.events()).hasSize(1);
        assertThat(realm.changes).isEmpty();
        alice.unsubscribe(first);
        assertThat(realm.broker.directory().all()).isEmpty();
    }

    @Conformance({"PS-3", "ORD-8"})
    @Test
    void unsubscribingEndsTheEvents() {
        long subscription = alice.subscribe("com.app.topic");

        alice.unsubscribe(subscription);
        bob.publish("com.app.topic");

        assertThat(alice.received()).containsExactly(new Subscribed(1, subscription), new Unsubscribed(2, null));
    }

    @Conformance("PS-3")
    @Test
    void aSessionCanUnsubscribeOnlyFromItsOwnSubscriptions() {
        long subscription = alice.subscribe("com.app.topic");

        long foreign = bob.unsubscribe(subscription);
        assertThat(bob.error(Unsubscribe.CODE, foreign)).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);
        bob.forget();
        long bogus = bob.unsubscribe(4711);
        assertThat(bob.error(Unsubscribe.CODE, bogus)).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);

        bob.publish("com.app.topic");
        assertThat(alice.events()).hasSize(1);
    }

    @Conformance({"PS-9", "SES-18", "SBM-1", "A-36"})
    @Test
    void aSessionThatEndsLosesItsSubscriptions() {
        long one = alice.subscribe("com.app.one");
        long two = alice.subscribe("com.app.two");
        bob.subscribe("com.app.two");
        realm.changes.clear();

        alice.leave(LeaveReason.LOST);

        assertThat(realm.changes)
                .containsExactlyInAnyOrder(
                        "unsubscribe " + alice.id() + " " + one,
                        "delete " + alice.id() + " " + one,
                        "unsubscribe " + alice.id() + " " + two);
        assertThat(realm.changes.indexOf("delete " + alice.id() + " " + one))
                .isEqualTo(realm.changes.indexOf("unsubscribe " + alice.id() + " " + one) + 1);
        assertThat(realm.broker.session(alice.id())).isEmpty();
        bob.leave(LeaveReason.GOODBYE);
        assertThat(realm.broker.directory().all()).isEmpty();
        assertThat(realm.broker.subscriptions().size()).isZero();
    }

    @Conformance("SBM-1")
    @Test
    void theListenerIsCalledInTheOrderOfChanges() {
        long id = alice.subscribe("com.app.topic");
        bob.subscribe("com.app.topic");
        alice.unsubscribe(id);
        bob.unsubscribe(id);

        assertThat(realm.changes)
                .containsExactly(
                        "create " + alice.id() + " " + id + " com.app.topic",
                        "subscribe " + alice.id() + " " + id,
                        "subscribe " + bob.id() + " " + id,
                        "unsubscribe " + alice.id() + " " + id,
                        "unsubscribe " + bob.id() + " " + id,
                        "delete " + bob.id() + " " + id);
    }

    @Conformance("META-3")
    @Test
    void reservedTopicsAreHidden() {
        long id = alice.subscribe("wamp.session.on_join");
        alice.subscribe("wampum.x");

        SubscriptionDirectory directory = realm.broker.directory();
        assertThat(realm.changes).hasSize(2).allMatch(change -> !change.contains("wamp."));
        assertThat(directory.all())
                .singleElement()
                .extracting(SubscriptionDetails::uri)
                .isEqualTo("wampum.x");
        assertThat(directory.find(id)).isEmpty();
        assertThat(directory.lookup("wamp.session.on_join", MatchPolicy.EXACT)).isEmpty();
        assertThat(directory.match("wamp.session.on_join")).isEmpty();
        bob.publish("wamp.session.on_join");
        assertThat(alice.event().subscription()).isEqualTo(id);
    }

    @Conformance({"SRV-1", "SRV-2"})
    @Test
    void aRevokedSubscriberIsNotifiedIfItAnnouncedTheFeature() {
        long id = alice.subscribe("com.app.topic");
        BrokerClient simple = realm.join(FakePeer.announcing(Feature.PUBLISHER_EXCLUSION), realm.newLoop());
        simple.subscribe("com.app.topic");
        alice.forget();
        simple.forget();
        realm.changes.clear();

        alice.loop.enter(
                () -> assertThat(alice.session.revoke(id, "com.app.bye")).isTrue());
        simple.loop.enter(() -> assertThat(simple.session.revoke(id, null)).isTrue());
        alice.loop.enter(() -> assertThat(alice.session.revoke(id, null)).isFalse());
        bob.publish("com.app.topic");

        assertThat(alice.received()).containsExactly(new Unsubscribed(0, new Revocation(id, "com.app.bye")));
        assertThat(simple.received()).isEmpty();
        assertThat(realm.changes)
                .containsExactly(
                        "unsubscribe " + alice.id() + " " + id,
                        "unsubscribe " + simple.id() + " " + id,
                        "delete " + simple.id() + " " + id);
    }

    @Test
    void oneSessionHoldsABoundedNumberOfSubscriptions() {
        BrokerLimits limits = new BrokerLimits(2, 10, 1000, 2, 2, 100);
        BrokerClient client = new TestBroker(BrokerOptions.DEFAULT.withLimits(limits)).join();
        long one = client.subscribe("com.app.one");
        client.subscribe("com.app.two");

        long third = client.requestSubscribe("com.app.three", SubscribeOptions.NONE);
        assertThat(client.error(Subscribe.CODE, third)).isEqualTo(ErrorUris.LIMIT_EXCEEDED);
        // An existing subscription of the session needs no additional room, and a removed one frees its room.
        assertThat(client.subscribe("com.app.one")).isEqualTo(one);
        client.unsubscribe(one);
        client.subscribe("com.app.three");
    }

    @Test
    void requestsAfterTheEndOfASessionAreIgnored() {
        alice.leave(LeaveReason.LOST);

        alice.requestSubscribe("com.app.topic", SubscribeOptions.NONE);
        alice.unsubscribe(1);
        alice.publish("com.app.topic", Options.NONE.acknowledged().build());
        alice.leave(LeaveReason.LOST);

        assertThat(alice.received()).isEmpty();
        assertThat(realm.broker.directory().all()).isEmpty();
    }
}
