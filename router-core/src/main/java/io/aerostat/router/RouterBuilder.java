package io.aerostat.router;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.trace.Tracing;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authentication.AuthenticatorLoader;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.cluster.RealmConnector;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.ProgramRunner;
import io.aerostat.router.observation.ReadinessCheck;
import io.aerostat.router.observation.RouterObserver;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmSharing;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.session.SessionTimeouts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the realms and listeners of a router, and the options that they share. Not thread-safe. */
public final class RouterBuilder {
    private final List<RealmDefinition> realms = new ArrayList<>();
    private final List<RealmTemplate> templates = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private SessionTimeouts timeouts = SessionTimeouts.DEFAULT;
    private Denial denial = Denial.SPECIFICATION;
    private boolean ticketsInClear;
    private AdmissionLimits admission = AdmissionLimits.DEFAULT;
    private LoginLimits logins = LoginLimits.NONE;
    private Optional<CryptosignKey> routerKey = Optional.empty();
    private AuthenticatorLoader authenticators = AuthenticatorLoader.NONE;
    private Supplier<Map<String, Object>> nodeInfo = Map::of;
    private Set<Path> privateFiles = Set.of();
    private final List<RouterObserver> observers = new ArrayList<>();
    private final List<ReadinessCheck> readiness = new ArrayList<>();
    private Optional<MetricsPage> metricsPage = Optional.empty();
    private Optional<AdminPage> adminPage = Optional.empty();
    private Optional<ProgramRunner> programs = Optional.empty();
    private @Nullable Tracing tracing;
    private boolean measures;
    private int eventLoops = Runtime.getRuntime().availableProcessors();
    private Runnable loopStart = () -> {};

    private RealmConnector cluster = RealmConnector.NONE;

    RouterBuilder() {}

    /**
     * Adds a realm.
     *
     * @throws IllegalArgumentException if a realm of that name has been added already
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
     * @param definition adds roles and options to the realm
     * @throws IllegalArgumentException if a realm of that name has been added already
     */
    public RouterBuilder realm(String name, Consumer<RealmBuilder> definition) {
        RealmBuilder realm = new RealmBuilder(name);
        definition.accept(realm);
        return realm(realm.build());
    }

    /**
     * Adds a template, from which realms are created when their first session joins. If the name of a realm matches
     * several templates, the router uses the first of them.
     */
    public RouterBuilder realmTemplate(RealmTemplate template) {
        templates.add(template);
        return this;
    }

    /** Sets the time limits for handshakes and GOODBYE. */
    public RouterBuilder timeouts(SessionTimeouts timeouts) {
        this.timeouts = timeouts;
        return this;
    }

    /** Sets the error URI with which the router refuses wrong credentials; by default, the URI in the specification. */
    public RouterBuilder denial(Denial denial) {
        this.denial = denial;
        return this;
    }

    /** Accepts tickets even over unencrypted connections from other machines; by default, these are refused (TIC-3). */
    public RouterBuilder allowTicketsInClear() {
        this.ticketsInClear = true;
        return this;
    }

    /**
     * Sets the key with which the router proves its identity to cryptosign clients that challenge it (CRY-9); by
     * default, the router has no key.
     */
    public RouterBuilder routerKey(CryptosignKey key) {
        this.routerKey = Optional.of(key);
        return this;
    }

    /**
     * Sets the number of event loops, that is, of threads that serve connections; by default, one for each processor.
     */
    public RouterBuilder eventLoops(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("eventLoops: found " + threads + " (expected 1 or more)");
        }
        this.eventLoops = threads;
        return this;
    }

    /**
     * Sets a task that each event loop's thread runs when it starts, for example to bind itself to a processor. The
     * task may block. If the task fails, the router logs the failure, and the thread still serves connections. By
     * default, there is no task.
     */
    public RouterBuilder loopStart(Runnable task) {
        this.loopStart = task;
        return this;
    }

    /** Limits the rate and number of new connections; all listeners share the limits (P7). */
    public RouterBuilder admission(AdmissionLimits limits) {
        this.admission = limits;
        return this;
    }

    /** Sets the limits on failed logins, which all listeners share; by default, there are none. */
    public RouterBuilder logins(LoginLimits limits) {
        this.logins = limits;
        return this;
    }

    /** Adds a listener that opens when the router starts; {@link Router#ready()} completes when it listens. */
    public RouterBuilder listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Sets the loader of authenticators that are configured by class name; without a loader, the router refuses them.
     */
    public RouterBuilder authenticators(AuthenticatorLoader loader) {
        this.authenticators = loader;
        return this;
    }

    /**
     * Sets the facts that the node's information page shows; without them, the page is empty.
     *
     * @param facts supplies texts and numbers; called on an event loop, must not block
     */
    public RouterBuilder nodeInfo(Supplier<Map<String, Object>> facts) {
        this.nodeInfo = facts;
        return this;
    }

    /**
     * Sets the files that file services must never serve. Copies of these files that an editor or this program leaves
     * in the same folder are not served either.
     */
    public RouterBuilder privateFiles(Set<Path> files) {
        this.privateFiles = Set.copyOf(files);
        return this;
    }

    /** Shares the realms with other nodes; by default, no other node shares them. */
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
     * Sets the tracing that makes a span for each call and publication. By default, OpenTelemetry makes the spans if
     * its API is on the class path and an SDK is installed when the router starts; otherwise, the tracing is
     * {@link Tracing#NONE}.
     */
    public RouterBuilder tracing(Tracing spans) {
        this.tracing = spans;
        return this;
    }

    /**
     * Enables the measurement of call durations and event loop delays for {@link Router#statistics}. By default, they
     * are not measured.
     */
    public RouterBuilder measure() {
        this.measures = true;
        return this;
    }

    /** Adds a readiness check. The router is ready only while all checks pass; see also {@link Router#readiness}. */
    public RouterBuilder readiness(ReadinessCheck check) {
        readiness.add(check);
        return this;
    }

    /**
     * Sets the page that {@link io.aerostat.router.listener.PathService.Metrics} services show; by default, there is
     * none.
     */
    public RouterBuilder metricsPage(MetricsPage page) {
        this.metricsPage = Optional.of(page);
        return this;
    }

    /** Sets the page for operators, which {@link io.aerostat.router.listener.PathService.Admin} services show. */
    public RouterBuilder adminPage(AdminPage page) {
        this.adminPage = Optional.of(page);
        return this;
    }

    /**
     * Sets the runner of the programs of CGI services. A router with a CGI service, but without a runner, does not
     * start.
     */
    public RouterBuilder programs(ProgramRunner runner) {
        this.programs = Optional.of(runner);
        return this;
    }

    /** Starts the realms and begins to open the listeners; {@link Router#ready()} completes when all of them listen. */
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
        return new Observers(observers, tracing == null ? Tracing.installed() : tracing);
    }

    List<ReadinessCheck> readiness() {
        return readiness;
    }

    Optional<MetricsPage> metricsPage() {
        return metricsPage;
    }

    Optional<ProgramRunner> programs() {
        return programs;
    }

    Optional<AdminPage> adminPage() {
        return adminPage;
    }

    boolean measures() {
        return measures;
    }

    AdmissionControl admission() {
        return new AdmissionControl(admission);
    }

    List<RealmTemplate> templates() {
        return templates;
    }

    LoginLimits logins() {
        return logins;
    }

    RealmConnector cluster() {
        return cluster;
    }

    int eventLoops() {
        return eventLoops;
    }

    /** Returns a factory for the threads of the event loops. */
    ThreadFactory loopThreads() {
        return new LoopThreads(loopStart);
    }
}
