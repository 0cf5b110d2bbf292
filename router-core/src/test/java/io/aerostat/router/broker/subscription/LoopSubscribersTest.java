package io.aerostat.router.broker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopSubscribersTest {
    private final FakeLoop loop = new FakeLoop();
    private final EventReceiver receiver = new EventReceiver(
            new FakePeer(1, "ann", "user", FakePeer.ALL_ROLES, loop), new BrokerLoop(loop, 100), new BrokerCounters());
    private final Subscription subscription =
            new Subscription(new SubscriptionDetails(1, Instant.EPOCH, "a.b", MatchPolicy.EXACT), null);
    private final LoopSubscribers subscribers = new LoopSubscribers(receiver.loop());

    /** Compares random joins and leaves, some of which interrupt walks, with a plain set. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void walksVisitEachSubscriberThatStays(long seed) {
        loop.enter(() -> {
            Random random = new Random(seed);
            List<Subscriber> present = new ArrayList<>();
            for (int round = 0; round < 300; round++) {
                change(random, present, random.nextInt(12));
                Set<Subscriber> expected = new HashSet<>(present);
                Set<Subscriber> atStart = new HashSet<>(present);
                List<Subscriber> met = new ArrayList<>();
                int end = subscribers.beginWalk();
                for (int slot = 0; slot < end; slot++) {
                    if (random.nextInt(4) == 0) {
                        change(random, present, random.nextInt(3));
                        expected.retainAll(present);
                    }
                    Subscriber one = subscribers.at(slot);
                    if (one != null) {
                        met.add(one);
                    }
                }
                subscribers.endWalk();
                assertThat(met).as("seed %s, round %s", seed, round).doesNotHaveDuplicates();
                assertThat(met).containsAll(expected);
                assertThat(atStart).containsAll(met);
                assertThat(subscribers.isEmpty()).isEqualTo(present.isEmpty());
                assertThat(subscribers.sessions()).hasSameSizeAs(present);
            }
            present.forEach(subscribers::remove);
            assertThat(subscribers.isEmpty()).isTrue();
            assertThat(subscribers.beginWalk()).isZero();
        });
    }

    /**
     * The slots of removed subscribers stay empty during a walk. If many slots are empty, no further event should join
     * the walk, so that the walk ends and the empty slots are removed.
     */
    @Test
    void aWalkDuringWhichManyLeaveShouldEnd() {
        loop.enter(() -> {
            List<Subscriber> present = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Subscriber subscriber = new Subscriber(receiver, subscription, subscribers, null);
                subscribers.add(subscriber);
                present.add(subscriber);
            }
            subscribers.beginWalk();
            present.subList(0, 100).forEach(subscribers::remove);
            assertThat(subscribers.hasManyGaps()).isFalse();
            subscribers.remove(present.get(100));
            assertThat(subscribers.hasManyGaps()).isTrue();

            subscribers.endWalk();

            assertThat(subscribers.hasManyGaps()).isFalse();
            assertThat(subscribers.slots()).isEqualTo(299);
        });
    }

    private void change(Random random, List<Subscriber> present, int steps) {
        for (int i = 0; i < steps; i++) {
            if (present.isEmpty() || random.nextInt(20) < 10) {
                Subscriber subscriber = new Subscriber(receiver, subscription, subscribers, null);
                subscribers.add(subscriber);
                present.add(subscriber);
            } else {
                subscribers.remove(present.remove(random.nextInt(present.size())));
            }
        }
    }
}
