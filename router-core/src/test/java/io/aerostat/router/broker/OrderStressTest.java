package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests order and completeness of events with publishers and subscribers on several real loops; the events carry
 * sequence numbers.
 */
@Conformance({"P22", "ORD-1", "ORD-2", "ORD-7", "ORD-8"})
class OrderStressTest {
    private static final int LOOPS = 3;
    private static final int PUBLISHERS = 4;
    private static final int EVENTS = 3_000;
    private static final String[] TOPICS = {"com.app.one", "com.app.two", "com.app.three"};

    private final List<EventExecutor> loops = new ArrayList<>();
    private final Broker broker = new Broker(
            BrokerOptions.DEFAULT.withEventDispatchingChunkSize(4),
            new RealmStore("realm1", new MemoryEventStore()),
            SubscriptionListener.NONE,
            DropListener.NONE,
            RouterClock.system());

    OrderStressTest() {
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new DefaultEventExecutor());
        }
    }

    @AfterEach
    void stop() {
        loops.forEach(loop -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "4, false", "5, false", "6, false"})
    void subscribersThatStayGetAllEventsInOrder(long seed, boolean withPattern) throws Exception {
        long expected = (withPattern ? 2L : 1L) * EVENTS * PUBLISHERS;
        List<Checker> stable = new ArrayList<>();
        List<Checker> churning = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stable.add(new Checker(1_000 + i, loops.get(i % LOOPS), seed));
            churning.add(new Checker(2_000 + i, loops.get(i % LOOPS), seed + i));
        }
        List<Checker> all = new ArrayList<>(stable);
        all.addAll(churning);
        await(all, checker -> checker.session = broker.join(checker));
        await(stable, checker -> {
            for (String topic : TOPICS) {
                checker.subscribe(topic, MatchPolicy.EXACT);
            }
            if (withPattern) {
                checker.subscribe("com.app.", MatchPolicy.PREFIX);
            }
        });
        // Without pattern subscriptions, events for the same receivers are delivered together.
        MatchPolicy[] policies = withPattern
                ? new MatchPolicy[] {MatchPolicy.EXACT, MatchPolicy.PREFIX}
                : new MatchPolicy[] {MatchPolicy.EXACT};
        churning.forEach(checker -> checker.loop.execute(() -> checker.churn(policies)));

        CountDownLatch published = new CountDownLatch(PUBLISHERS);
        for (int i = 0; i < PUBLISHERS; i++) {
            Checker publisher = new Checker(3_000 + i, loops.get(i % LOOPS), seed);
            await(List.of(publisher), one -> one.session = broker.join(one));
            publisher.loop.execute(() -> publisher.publishSome(1, published));
        }
        assertThat(published.await(60, TimeUnit.SECONDS)).isTrue();
        all.forEach(checker -> checker.stopped = true);
        // A delivery may take several turns of a loop. While any session makes progress, the test keeps waiting.
        for (Checker checker : stable) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (checker.events < expected && System.nanoTime() < deadline) {
                await(List.of(checker), same -> {});
            }
        }
        await(all, checker -> checker.session.leave(LeaveReason.LOST));

        for (Checker checker : all) {
            assertThat(checker.failure)
                    .as("session %s, seed %s", checker.id, seed)
                    .isNull();
        }
        for (Checker checker : stable) {
            assertThat(checker.events).isEqualTo(expected);
        }
        assertThat(churning).anyMatch(checker -> checker.events > 0);
        assertThat(broker.directory().all()).isEmpty();
    }

    private interface Action {
        void on(Checker checker);
    }

    /** Runs an action on the loop of each session, and waits until all have finished. */
    private static void await(List<Checker> checkers, Action action) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(checkers.size());
        for (Checker checker : checkers) {
            checker.loop.execute(() -> {
                action.on(checker);
                done.countDown();
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** A session that checks the events that it gets. Confined to its loop, except for the volatile fields. */
    private final class Checker implements Peer {
        private final long id;
        private final EventExecutor loop;
        private final Random random;
        private final Set<Long> held = new HashSet<>();
        private final Map<String, Long> lastSequences = new HashMap<>();
        private BrokerSession session = null;
        private long requests;
        private volatile long events;
        private volatile boolean stopped;
        private volatile @Nullable String failure;

        @SuppressWarnings("NullAway") // the session is set before anything else uses it
        Checker(long id, EventExecutor loop, long seed) {
            this.id = id;
            this.loop = loop;
            this.random = new Random(seed * 31 + id);
        }

        void subscribe(String topic, MatchPolicy match) {
            session.subscribe(new Subscribe(++requests, new SubscribeOptions(match, false, null), topic));
        }

        void churn(MatchPolicy[] policies) {
            if (stopped) {
                return;
            }
            if (held.isEmpty() || random.nextBoolean()) {
                String topic = TOPICS[random.nextInt(TOPICS.length)];
                subscribe(topic, policies[random.nextInt(policies.length)]);
            } else {
                session.unsubscribe(new Unsubscribe(++requests, held.iterator().next()));
            }
            loop.execute(() -> churn(policies));
        }

        void publishSome(int from, CountDownLatch done) {
            int sequence = from;
            for (int i = 0; i < 1 + random.nextInt(20) && sequence <= EVENTS; i++) {
                byte[] json = ("[" + sequence + "]").getBytes(StandardCharsets.UTF_8);
                session.publish(
                        new Publish(
                                sequence,
                                Options.NONE.disclosed().build(),
                                TOPICS[random.nextInt(TOPICS.length)],
                                Payload.validated(Serialization.JSON, json, 0, json.length, 1)),
                        Permit.PLAIN);
                sequence++;
            }
            if (sequence > EVENTS) {
                done.countDown();
            } else {
                int next = sequence;
                loop.execute(() -> publishSome(next, done));
            }
        }

        @Override
        public Sent send(WampMessage message) {
            if (!loop.inEventLoop()) {
                fail("sent off the loop");
            } else if (message instanceof Subscribed subscribed) {
                held.add(subscribed.subscription());
            } else if (message instanceof Unsubscribed) {
                // The test always unsubscribes its oldest subscription, and the broker answers at once.
                held.remove(held.iterator().next());
            } else {
                fail("not expected: " + message);
            }
            return Sent.OK;
        }

        @Override
        public Sent send(SharedMessage message) {
            Event event = (Event) message.message();
            if (!loop.inEventLoop()) {
                fail("sent off the loop");
            }
            if (!held.contains(event.subscription())) {
                fail("an event of a subscription that is not held"); // ORD-2, ORD-8
            }
            String text = new String(event.payload().toByteArray(), StandardCharsets.UTF_8);
            long sequence = Long.parseLong(text.substring(1, text.length() - 1));
            boolean isPattern = event.details().topic() != null;
            Long last = lastSequences.put(event.details().publisher() + (isPattern ? "pattern" : "exact"), sequence);
            if (last != null && last >= sequence) {
                fail("event " + sequence + " after " + last + " of one publisher"); // ORD-1, across topics
            }
            events = events + 1;
            return Sent.OK;
        }

        private void fail(String what) {
            failure = what;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public Principal principal() {
            return new Principal("realm1", "user" + id, "role", "anonymous", "static", Map.of());
        }

        @Override
        public Roles roles() {
            return FakePeer.ALL_ROLES;
        }

        @Override
        public TransportInfo transport() {
            return TransportInfo.local();
        }

        @Override
        public EventExecutor loop() {
            return loop;
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public void violate(String message) {
            fail(message);
        }

        @Override
        public void kill(String reason, @Nullable String message) {
            fail("killed");
        }
    }
}
