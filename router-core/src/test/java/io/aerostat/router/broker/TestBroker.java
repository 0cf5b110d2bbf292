package io.aerostat.router.broker;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.time.RouterClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A broker on several loops, which run only when the test says so. */
final class TestBroker {
    final List<String> changes = new ArrayList<>();
    /** The drops that were announced: publisher, publication and number of receivers. */
    final List<String> drops = new ArrayList<>();

    final Broker broker;
    private final List<FakeLoop> loops = new ArrayList<>();
    private long clients = 1000;
    private Duration clockJump = Duration.ZERO;
    private Instant now = Instant.parse("2024-02-29T12:00:00Z");

    TestBroker() {
        this(BrokerOptions.DEFAULT);
    }

    TestBroker(BrokerOptions options) {
        broker = new Broker(
                options,
                new RealmStore("realm1", options.eventStore().orElseGet(MemoryEventStore::new)),
                listener(),
                this::dropped,
                new RouterClock(() -> now.plus(clockJump), () -> ChronoUnit.NANOS.between(Instant.EPOCH, now)));
    }

    private void dropped(long publisher, long publication, int receivers) {
        drops.add(publisher + " " + publication + " " + receivers);
    }

    private SubscriptionListener listener() {
        return new SubscriptionListener() {
            @Override
            public void onCreate(long session, SubscriptionDetails subscription) {
                changes.add("create " + session + " " + subscription.id() + " " + subscription.uri());
            }

            @Override
            public void onSubscribe(long session, long subscription) {
                changes.add("subscribe " + session + " " + subscription);
            }

            @Override
            public void onUnsubscribe(long session, long subscription) {
                changes.add("unsubscribe " + session + " " + subscription);
            }

            @Override
            public void onDelete(long session, long subscription) {
                changes.add("delete " + session + " " + subscription);
            }
        };
    }

    FakeLoop newLoop() {
        FakeLoop loop = new FakeLoop();
        loops.add(loop);
        return loop;
    }

    /** Adds a client on a new loop. */
    BrokerClient join() {
        return join(FakePeer.ALL_ROLES, newLoop());
    }

    BrokerClient join(Roles roles, FakeLoop loop) {
        long id = ++clients;
        return join(id, "user" + id, "role" + id, roles, loop);
    }

    BrokerClient join(String authid, String authrole) {
        return join(++clients, authid, authrole, FakePeer.ALL_ROLES, newLoop());
    }

    private BrokerClient join(long id, String authid, String authrole, Roles roles, FakeLoop loop) {
        FakePeer peer = new FakePeer(id, authid, authrole, roles, loop);
        BrokerSession[] session = new BrokerSession[1];
        loop.enter(() -> session[0] = broker.join(peer));
        return new BrokerClient(this, peer, loop, session[0]);
    }

    /** Runs all loops until none has any task left. */
    void settle() {
        FakeLoop.settle(loops);
    }

    Instant now() {
        return now;
    }

    /** Changes the time of day, as an administrator may do. */
    void jumpClock(Duration by) {
        clockJump = clockJump.plus(by);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void runScheduled() {
        loops.forEach(FakeLoop::runScheduled);
        settle();
    }
}
