package io.aerostat.router.dealer;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.router.dealer.call.RealmCalls;
import io.aerostat.router.dealer.callee.RegistrationTable;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A dealer on several loops, which run only when the test says so. */
public final class TestDealer {
    public final FakeTimer timer = new FakeTimer();
    public final RecordedRegistrations events = new RecordedRegistrations();
    public final Dealer dealer;
    private final List<FakeLoop> loops = new ArrayList<>();
    private final List<DealerClient> clients = new ArrayList<>();

    public TestDealer() {
        this(DealerOptions.DEFAULT);
    }

    public TestDealer(DealerOptions options) {
        dealer = new Dealer(options, timer.clock(), timer, events);
    }

    /** Adds a client on a new loop. */
    public DealerClient join(Roles roles) {
        return join(roles, newLoop());
    }

    /** Returns the registrations, for tests of the dealer's inner classes. */
    public RegistrationTable registrations() {
        return dealer.registrations();
    }

    /** Returns the objects that all calls of the realm share, for tests of the dealer's inner classes. */
    public RealmCalls calls() {
        return dealer.calls();
    }

    public FakeLoop newLoop() {
        FakeLoop loop = new FakeLoop();
        loops.add(loop);
        return loop;
    }

    public DealerClient join() {
        return join(FakePeer.ALL_ROLES);
    }

    public DealerClient join(Roles roles, FakeLoop loop) {
        FakePeer peer = new FakePeer(100 + clients.size(), loop, roles);
        DealerClient client = new DealerClient(this, peer, loop, dealer.join(peer));
        clients.add(client);
        return client;
    }

    /** Runs all loops until none has any task left. */
    public void settle() {
        FakeLoop.settle(loops);
    }

    public void pass(Duration time) {
        timer.advance(time);
        settle();
    }

    /** Fails if any call, invocation or timer is left. */
    public void assertIdle() {
        DealerStatistics statistics = dealer.statistics();
        if (statistics.pendingCalls() != 0
                || statistics.pendingInvocations() != 0
                || statistics.armedTimers() != 0
                || timer.armed() != 0) {
            throw new AssertionError("left behind: " + statistics.pendingCalls() + " calls, "
                    + statistics.pendingInvocations() + " invocations, " + statistics.armedTimers() + " timers");
        }
        for (DealerClient client : clients) {
            if (client.session.pendingCalls() != 0 || client.session.pendingInvocations() != 0) {
                throw new AssertionError("left behind in the tables of " + client.peer.id());
            }
        }
    }
}
