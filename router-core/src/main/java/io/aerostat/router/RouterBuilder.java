package io.aerostat.router;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authentication.AuthenticatorLoader;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.cluster.RealmConnector;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.ReadinessCheck;
import io.aerostat.router.observation.RouterObserver;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmSharing;
import io.aerostat.router.session.SessionTimeouts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects what a router is made of: realms, listeners and options that all of them share. Not thread-safe. */
public final class RouterBuilder {
    private final List<RealmDefinition> realms = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private SessionTimeouts timeouts = SessionTimeouts.DEFAULT;
    private Denial denial = Denial.SPECIFICATION;
    private boolean ticketsInClear;
    private AdmissionLimits admission = AdmissionLimits.DEFAULT;
    private Optional<CryptosignKey> routerKey = Optional.empty();
    private AuthenticatorLoader authenticators = AuthenticatorLoader.NONE;
    private Supplier<Map<String, Object>> nodeInfo = Map::of;
    private Set<Path> privateFiles = Set.of();
    private final List<RouterObserver> observers = new ArrayList<>();
    private final List<ReadinessCheck> readiness = new ArrayList<>();
    private Optional<MetricsPage> metricsPage = Optional.empty();
    private boolean measures;
    private int eventLoops = Runtime.getRuntime().availableProcessors();

    private RealmConnector cluster = RealmConnector.NONE;

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

    /**
     * Adds a realm.
     *
     * @param definition gives the realm its roles and options
     * @throws IllegalArgumentException if there is one of that name
     */
    public RouterBuilder realm(String name, Consumer<RealmBuilder> definition) {
        RealmBuilder realm = new RealmBuilder(name);
        definition.accept(realm);
        return realm(realm.build());
    }

    /** Sets how long connections may take over handshakes and GOODBYE. */
    public RouterBuilder timeouts(SessionTimeouts timeouts) {
        this.timeouts = timeouts;
        return this;
    }

    /** Sets the URI with which the router refuses wrong credentials; the specification's by default. */
    public RouterBuilder denial(Denial denial) {
        this.denial = denial;
        return this;
    }

    /**
     * Accepts tickets also over connections that are neither encrypted nor within this machine; by default they are
     * refused (TIC-3).
     */
    public RouterBuilder allowTicketsInClear() {
        this.ticketsInClear = true;
        return this;
    }

    /**
     * Sets the key with which the router proves itself to cryptosign clients that challenge it; by default it has none
     * (CRY-9).
     */
    public RouterBuilder routerKey(CryptosignKey key) {
        this.routerKey = Optional.of(key);
        return this;
    }

    /** Sets the number of threads that serve connections; one for each processor by default. */
    public RouterBuilder eventLoops(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("eventLoops: found " + threads + " (expected 1 or more)");
        }
        this.eventLoops = threads;
        return this;
    }

    /** Sets how fast clients may open new connections, over all listeners (P7). */
    public RouterBuilder admission(AdmissionLimits limits) {
        this.admission = limits;
        return this;
    }

    /** Listens from the start; {@link Router#ready()} completes when that has begun. */
    public RouterBuilder listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /** Sets the loader of authenticators that are named by their classes; without a loader, the router refuses them. */
    public RouterBuilder authenticators(AuthenticatorLoader loader) {
        this.authenticators = loader;
        return this;
    }

    /**
     * Sets the facts on the page about the node; without them, the page is empty.
     *
     * @param facts supplies texts and numbers; called on an event loop, must not block
     */
    public RouterBuilder nodeInfo(Supplier<Map<String, Object>> facts) {
        this.nodeInfo = facts;
        return this;
    }

    /**
     * Sets files that no file service may serve. Their copies, which editors and this program make beside them, are not
     * served either.
     */
    public RouterBuilder privateFiles(Set<Path> files) {
        this.privateFiles = Set.copyOf(files);
        return this;
    }

    /** Shares the realms with other nodes; by default, every realm has one node. */
    public RouterBuilder cluster(RealmSharing sharing) {
        if (!(sharing instanceof RealmConnector connector)) {
            throw new IllegalArgumentException(
                    "cluster: found a " + sharing.getClass().getSimpleName() + " (expected one of module cluster)");
        }
        this.cluster = connector;
        return this;
    }

    /** Adds an observer of sessions that join, are refused, and leave. */
    public RouterBuilder observer(RouterObserver observer) {
        observers.add(observer);
        return this;
    }

    /**
     * Measures the durations of calls and the delays of event loops, for {@link Router#statistics}. By default, they
     * are not measured.
     */
    public RouterBuilder measure() {
        this.measures = true;
        return this;
    }

    /**
     * Adds a check that must find no reason against new clients before the router reports that it is ready; see also
     * {@link Router#readiness}.
     */
    public RouterBuilder readiness(ReadinessCheck check) {
        readiness.add(check);
        return this;
    }

    /**
     * Sets the page that services of {@link io.aerostat.router.listener.PathService.Metrics} show; by default, there is
     * none.
     */
    public RouterBuilder metricsPage(MetricsPage page) {
        this.metricsPage = Optional.of(page);
        return this;
    }

    /** Starts the realms and begins to listen; {@link Router#ready()} completes when the router listens. */
    public Router start() {
        return new Router(this);
    }

    List<Listener> listeners() {
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

    AuthenticatorLoader authenticators() {
        return authenticators;
    }

    Supplier<Map<String, Object>> nodeInfo() {
        return nodeInfo;
    }

    Set<Path> privateFiles() {
        return privateFiles;
    }

    Observers observers() {
        return observers.isEmpty() ? Observers.NONE : new Observers(observers);
    }

    List<ReadinessCheck> readiness() {
        return readiness;
    }

    Optional<MetricsPage> metricsPage() {
        return metricsPage;
    }

    boolean measures() {
        return measures;
    }

    AdmissionControl admission() {
        return new AdmissionControl(admission);
    }

    RealmConnector cluster() {
        return cluster;
    }

    int eventLoops() {
        return eventLoops;
    }
}
