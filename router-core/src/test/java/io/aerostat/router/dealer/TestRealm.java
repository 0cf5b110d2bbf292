package io.aerostat.router.dealer;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A dealer on several loops of which the test turns the crank. */
final class TestRealm {
    final FakeTimer timer = new FakeTimer();
    final RecordedRegistrations events = new RecordedRegistrations();
    final Dealer dealer;
    private final List<FakeLoop> loops = new ArrayList<>();
    private final List<TestClient> clients = new ArrayList<>();

    TestRealm() {
        this(DealerOptions.DEFAULT);
    }

    TestRealm(DealerOptions options) {
        dealer = new Dealer(options, timer.clock(), timer, events);
    }

    /** A client on a loop of its own. */
    TestClient join(Roles roles) {
        return join(roles, newLoop());
    }

    FakeLoop newLoop() {
        FakeLoop loop = new FakeLoop();
        loops.add(loop);
        return loop;
    }

    TestClient join() {
        return join(FakePeer.ALL_ROLES);
    }

    TestClient join(Roles roles, FakeLoop loop) {
        FakePeer peer = new FakePeer(100 + clients.size(), loop, roles);
        TestClient client = new TestClient(this, peer, loop, dealer.join(peer));
        clients.add(client);
        return client;
    }

    /** Lets everything happen that is under way. */
    void settle() {
        FakeLoop.settle(loops);
    }

    void pass(Duration time) {
        timer.advance(time);
        settle();
    }

    /** Fails if anything is in flight anywhere. */
    void assertIdle() {
        DealerStatistics statistics = dealer.statistics();
        if (statistics.pendingCalls() != 0
                || statistics.pendingInvocations() != 0
                || statistics.armedTimers() != 0
                || timer.armed() != 0) {
            throw new AssertionError("left behind: " + statistics.pendingCalls() + " calls, "
                    + statistics.pendingInvocations() + " invocations, " + statistics.armedTimers() + " timers");
        }
        for (TestClient client : clients) {
            if (client.session.pendingCalls() != 0 || client.session.pendingInvocations() != 0) {
                throw new AssertionError("left behind in the tables of " + client.peer.id());
            }
        }
    }
}
