package io.aerostat.router.session.state;

import io.aerostat.router.audit.Observers;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.link.Link;
import io.aerostat.router.lockout.LoginGuard;
import io.aerostat.router.session.TransportStatistics;
import io.aerostat.router.tally.TrafficTallies;
import io.aerostat.router.tally.TrafficTally;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** All WAMP connections of a router, joined or not. Any thread. */
public final class ConnectionRegistry {
    private final Set<WampConnection> connections = ConcurrentHashMap.newKeySet();
    private final TrafficTallies traffic;
    private final Refusals refusals;
    private final LoginGuard logins;
    private final LongAdder violations = new LongAdder();
    private volatile boolean shuttingDown;

    /**
     * Creates an empty registry.
     *
     * @param observers the observers to inform of clients that could not join
     * @param logins the limits on failed logins
     * @param timesReads whether links record the time of their reads
     */
    public ConnectionRegistry(Observers observers, LoginLimits logins, boolean timesReads) {
        this.traffic = new TrafficTallies(timesReads);
        this.refusals = new Refusals(observers);
        this.logins = new LoginGuard(logins, observers::lockedOut, System::nanoTime);
    }

    /** Returns the tally that counts the messages of a link. */
    TrafficTally traffic(Link link) {
        return traffic.of(link.transport().framing(), link.loop());
    }

    Refusals refusals() {
        return refusals;
    }

    /** Returns the guard that limits failed logins. */
    public LoginGuard logins() {
        return logins;
    }

    void countViolation() {
        violations.increment();
    }

    /** Returns the messages exchanged over each kind of transport. */
    public List<TransportStatistics> transports() {
        return traffic.read();
    }

    /** Returns the number of clients that could not join, by reason. */
    public Map<String, Long> refusedJoins() {
        return refusals.read();
    }

    /** Returns the number of connections that have ended because of a protocol violation. */
    public long violations() {
        return violations.sum();
    }

    /** Returns the number of bytes queued for the clients of one loop. Called on that loop. */
    public long pendingBytes(EventExecutor loop) {
        long pending = 0;
        for (WampConnection connection : connections) {
            if (connection.link().loop() == loop) {
                pending += connection.link().pendingBytes();
            }
        }
        return pending;
    }

    void add(WampConnection connection) {
        connections.add(connection);
        if (shuttingDown) {
            connection.shutDown();
        }
    }

    void remove(WampConnection connection) {
        connections.remove(connection);
    }

    /** Returns the number of open connections. */
    public int size() {
        return connections.size();
    }

    /**
     * Ends all connections, because the router is shutting down: those with a session by GOODBYE, the others by ABORT
     * (SES-17).
     *
     * @return completes when all connections are closed, at the latest after the timeout for GOODBYE
     */
    public CompletableFuture<Void> shutDown() {
        shuttingDown = true;
        return CompletableFuture.allOf(
                List.copyOf(connections).stream().map(WampConnection::shutDown).toArray(CompletableFuture<?>[]::new));
    }
}
