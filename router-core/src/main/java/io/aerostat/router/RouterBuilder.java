package io.aerostat.router;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.transport.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a router is made of. Not thread-safe. */
public final class RouterBuilder {
    private final List<RealmDefinition> realms = new ArrayList<>();
    private final List<Function<Router, Listener>> listeners = new ArrayList<>();
    private SessionTimeouts timeouts = SessionTimeouts.DEFAULT;
    private Denial denial = Denial.SPECIFICATION;
    private boolean ticketsInClear;
    private AdmissionControl.Limits admission = AdmissionControl.Limits.DEFAULT;
    private Optional<CryptosignKey> routerKey = Optional.empty();
    private int eventLoops = Runtime.getRuntime().availableProcessors();

    RouterBuilder() {}

    /**
     * Adds a realm.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public RouterBuilder realm(RealmDefinition realm) {
        if (realms.stream().anyMatch(known -> known.name().equals(realm.name()))) {
            throw new IllegalArgumentException("realm \"" + realm.name() + "\": found twice (expected once)");
        }
        realms.add(realm);
        return this;
    }

    /** How long connections may take over handshakes and farewells. */
    public RouterBuilder timeouts(SessionTimeouts timeouts) {
        this.timeouts = timeouts;
        return this;
    }

    /** With which URI wrong credentials are refused; the specification's by default. */
    public RouterBuilder denial(Denial denial) {
        this.denial = denial;
        return this;
    }

    /** Takes tickets also over connections that are neither encrypted nor within this machine; by default they are refused (TIC-3). */
    public RouterBuilder allowTicketsInClear() {
        this.ticketsInClear = true;
        return this;
    }

    /** The key with which the router proves itself to cryptosign clients that challenge it; by default it has none (CRY-9). */
    public RouterBuilder routerKey(CryptosignKey key) {
        this.routerKey = Optional.of(key);
        return this;
    }

    /** Threads that serve connections; one for each processor by default. */
    public RouterBuilder eventLoops(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("eventLoops: found " + threads + " (expected 1 or more)");
        }
        this.eventLoops = threads;
        return this;
    }

    /** How fast new connections may come, over all transports (P7). */
    public RouterBuilder admission(AdmissionControl.Limits limits) {
        this.admission = limits;
        return this;
    }

    /**
     * Listens from the start. What is spoken there needs an {@link Router#acceptor} of the router, so it is made when the router is there.
     */
    public RouterBuilder listener(Function<Router, Listener> listener) {
        listeners.add(listener);
        return this;
    }

    /** Starts the realms, and begins to listen; {@link Router#ready()} tells when that is done. */
    public Router start() {
        return new Router(this);
    }

    List<Function<Router, Listener>> listeners() {
        return listeners;
    }

    List<RealmDefinition> realms() {
        return realms;
    }

    SessionTimeouts timeouts() {
        return timeouts;
    }

    Denial denial() {
        return denial;
    }

    boolean ticketsInClear() {
        return ticketsInClear;
    }

    Optional<CryptosignKey> routerKey() {
        return routerKey;
    }

    AdmissionControl admission() {
        return new AdmissionControl(admission);
    }

    int eventLoops() {
        return eventLoops;
    }
}
