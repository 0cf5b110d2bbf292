package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how events reach other loops. The test runs each loop itself, task by task. */
class DispatchTest {
    private static final String TOPIC = "com.app.topic";

    private final TestBroker realm = new TestBroker(BrokerOptions.DEFAULT.withEventDispatchingChunkSize(3));
    private final BrokerClient publisher = realm.join();
    private final FakeLoop crowded = realm.newLoop();
    private final List<BrokerClient> crowd = new ArrayList<>();

    private void crowd(int subscribers) {
        for (int i = 0; i < subscribers; i++) {
            BrokerClient client = realm.join(FakePeer.ALL_ROLES, crowded);
            client.subscribe(TOPIC);
            client.forget();
            crowd.add(client);
        }
    }

    /** Publishes without running any loop. */
    private void publish(String topic) {
        publisher.loop.enter(() ->
                publisher.session.publish(new Publish(1, PublishOptions.NONE, topic, Payload.EMPTY), Permit.PLAIN));
    }

    private long served() {
        return crowd.stream().filter(client -> !client.events().isEmpty()).count();
    }

    @Test
    void eachLoopGetsOneTaskForAllItsReceivers() {
        crowd(3);
        crowd.get(0).subscribe("com.app", MatchPolicy.PREFIX);

        publish(TOPIC);

        assertThat(crowded.tasks()).isEqualTo(1);
        realm.settle();
        assertThat(crowd.get(0).events()).hasSize(2);
        assertThat(served()).isEqualTo(3);
    }

    @Conformance("PS-11")
    @Test
    void aLargeFanOutLetsOtherWorkOfTheLoopRun() {
        crowd(8);
        publish(TOPIC);
        List<Long> servedBefore = new ArrayList<>();

        crowded.runOne();
        assertThat(served()).isEqualTo(3);
        crowded.execute(() -> servedBefore.add(served()));
        crowded.runAll();

        assertThat(servedBefore).containsExactly(6L);
        assertThat(served()).isEqualTo(8);
    }

    @Conformance({"ORD-1", "P22"})
    @Test
    void aLaterEventWaitsBehindAnUnfinishedFanOut() {
        crowd(8);
        crowd.get(7).subscribe("com.app.other");
        crowd.get(7).forget();

        publish(TOPIC);
        publish("com.app.other");
        realm.settle();

        assertThat(crowd.get(7).events())
                .extracting(Event::subscription)
                .containsExactly(id(TOPIC), id("com.app.other"));
    }

    @Conformance({"ORD-1", "P22"})
    @Test
    void anEventForTheSameReceiversTravelsWithAnUnfinishedFanOut() {
        crowd(8);
        publish(TOPIC);
        crowded.runOne();

        publish(TOPIC);
        crowded.runOne();
        crowded.runOne();
        crowded.runOne();

        List<Integer> events =
                crowd.stream().map(client -> client.events().size()).toList();
        assertThat(events).containsExactly(1, 1, 1, 1, 1, 1, 2, 2);
        realm.settle();
        List<Long> publications =
                crowd.get(0).events().stream().map(Event::publication).toList();
        assertThat(publications).hasSize(2);
        assertThat(crowd)
                .allSatisfy(client -> assertThat(client.events())
                        .extracting(Event::publication)
                        .containsExactlyElementsOf(publications));
    }

    @Conformance({"ORD-1", "P22"})
    @Test
    void noEventOvertakesOneForOtherReceivers() {
        crowd(8);
        crowd.get(7).subscribe("com.app.other");
        crowd.get(7).forget();

        publish(TOPIC);
        crowded.runOne();
        publish("com.app.other");
        publish(TOPIC);
        realm.settle();

        assertThat(crowd.get(7).events())
                .extracting(Event::subscription)
                .containsExactly(id(TOPIC), id("com.app.other"), id(TOPIC));
    }

    @Conformance("ORD-2")
    @Test
    void aSessionThatSubscribesBetweenTwoEventsThatTravelTogetherGetsTheSecondOne() {
        crowd(5);
        publish(TOPIC);
        crowded.runOne();
        BrokerClient late = realm.join(FakePeer.ALL_ROLES, crowded);
        crowded.enter(() -> late.session.subscribe(new Subscribe(1, SubscribeOptions.NONE, TOPIC)));

        publish(TOPIC);
        realm.settle();

        assertThat(late.events()).hasSize(1);
        assertThat(crowd).allMatch(client -> client.events().size() == 2);
    }

    @Test
    void aPublisherIsReadAgainEvenIfEventsTravelWithoutEnd() {
        BrokerLimits limits = new BrokerLimits(10, 10, 1000, 2, 2, 20);
        TestBroker small = new TestBroker(
                BrokerOptions.DEFAULT.withEventDispatchingChunkSize(3).withLimits(limits));
        BrokerClient fast = small.join();
        FakeLoop slow = small.newLoop();
        for (int i = 0; i < 9; i++) {
            small.join(FakePeer.ALL_ROLES, slow).subscribe(TOPIC);
        }
        int published = 0;
        while (published < 100) {
            while (!fast.peer.isHeld()) {
                fast.loop.enter(() ->
                        fast.session.publish(new Publish(1, PublishOptions.NONE, TOPIC, Payload.EMPTY), Permit.PLAIN));
                published++;
            }
            int turns = 0;
            while (fast.peer.isHeld() && turns++ < 20) {
                slow.runOne();
                fast.loop.runAll();
            }
            assertThat(fast.peer.isHeld()).isFalse();
        }
    }

    private long id(String topic) {
        return realm.broker
                .directory()
                .lookup(topic, MatchPolicy.EXACT)
                .orElseThrow()
                .id();
    }

    @Conformance("ORD-8")
    @Test
    void aSessionThatUnsubscribesOrLeavesDoesNotGetAnEventUnderWay() {
        crowd(8);
        publish(TOPIC);
        crowded.runOne();

        List<BrokerClient> waiting =
                crowd.stream().filter(client -> client.events().isEmpty()).toList();
        crowded.enter(() -> waiting.get(0).session.unsubscribe(new Unsubscribe(9, id(TOPIC))));
        crowded.enter(() -> waiting.get(1).session.leave(LeaveReason.LOST));
        realm.settle();

        assertThat(waiting.get(0).events()).isEmpty();
        assertThat(waiting.get(1).events()).isEmpty();
        assertThat(served()).isEqualTo(6);
        // The gaps of removed subscribers are filled again: each remaining subscriber gets the next event once.
        crowd.forEach(BrokerClient::forget);
        publish(TOPIC);
        realm.settle();
        assertThat(served()).isEqualTo(6);
        assertThat(crowd).allMatch(client -> client.events().size() <= 1);
    }

    @Conformance("ORD-2")
    @Test
    void aSessionThatSubscribesDuringAFanOutGetsOnlyLaterEvents() {
        crowd(5);
        publish(TOPIC);
        crowded.runOne();

        BrokerClient late = realm.join(FakePeer.ALL_ROLES, crowded);
        crowded.enter(() -> late.session.subscribe(new Subscribe(1, SubscribeOptions.NONE, TOPIC)));
        realm.settle();
        assertThat(late.received()).containsExactly(new Subscribed(1, id(TOPIC)));

        publish(TOPIC);
        realm.settle();
        assertThat(late.events()).hasSize(1);
    }

    @Test
    void aReceiverThatLeavesDuringASendDoesNotDisturbOthers() {
        crowd(7);
        BrokerClient leaving = crowd.get(2);
        leaving.peer.onMessage(message -> leaving.session.leave(LeaveReason.KILLED));

        publish(TOPIC);
        publish(TOPIC);
        realm.settle();

        assertThat(crowd)
                .filteredOn(client -> client != leaving)
                .allMatch(client -> client.events().size() == 2);
        assertThat(realm.broker.directory().countSubscribers(id(TOPIC))).isEqualTo(6);
    }

    @Test
    void anEventPublishedDuringASendFollowsTheRunningFanOut() {
        crowd(3);
        BrokerClient echo = crowd.get(0);
        List<BrokerClient> others = crowd.subList(1, 3);
        others.forEach(client -> client.subscribe("com.app.echo"));
        others.forEach(BrokerClient::forget);
        echo.peer.onMessage(first -> {
            echo.peer.onMessage(message -> {});
            echo.session.publish(new Publish(7, PublishOptions.NONE, "com.app.echo", Payload.EMPTY), Permit.PLAIN);
        });

        publish(TOPIC);
        realm.settle();

        for (BrokerClient client : others) {
            assertThat(client.events()).extracting(Event::subscription).containsExactly(id(TOPIC), id("com.app.echo"));
        }
    }

    @Test
    void readingFromAPublisherThatOutrunsTheLoopsPauses() {
        BrokerLimits limits = new BrokerLimits(10, 10, 1000, 2, 2, 20);
        TestBroker small = new TestBroker(
                BrokerOptions.DEFAULT.withEventDispatchingChunkSize(3).withLimits(limits));
        BrokerClient fast = small.join();
        FakeLoop slow = small.newLoop();
        for (int i = 0; i < 9; i++) {
            small.join(FakePeer.ALL_ROLES, slow).subscribe(TOPIC);
        }
        Runnable publish = () -> fast.loop.enter(
                () -> fast.session.publish(new Publish(1, PublishOptions.NONE, TOPIC, Payload.EMPTY), Permit.PLAIN));

        publish.run();
        publish.run();
        assertThat(fast.peer.isHeld()).isFalse();
        publish.run();
        assertThat(fast.peer.isHeld()).isTrue();

        small.settle();
        assertThat(fast.peer.isHeld()).isFalse();
    }

    @Test
    void sessionsOfOneLoopAreServedAtOnceIfNothingWaits() {
        BrokerClient own = realm.join(FakePeer.ALL_ROLES, publisher.loop);
        own.subscribe(TOPIC);
        own.forget();

        publish(TOPIC);

        assertThat(own.events()).hasSize(1);
        assertThat(publisher.loop.tasks()).isZero();
    }
}
