package io.aerostat.router;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authentication.method.AuthenticationFactory;
import io.aerostat.router.authentication.method.AuthenticationMethods;
import io.aerostat.router.authentication.method.LocalAuthentication;
import io.aerostat.router.bridge.SharedObjects;
import io.aerostat.router.connection.Bridges;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Operation;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.cookie.CookieStores;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.local.LocalLinks;
import io.aerostat.router.observation.NotReady;
import io.aerostat.router.observation.Readiness;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.running.Realm;
import io.aerostat.router.realm.running.RealmStarter;
import io.aerostat.router.realm.running.RealmTable;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.session.state.ConnectionRegistry;
import io.aerostat.router.session.state.SessionAcceptor;
import io.aerostat.router.tally.LoopWatch;
import io.aerostat.router.tally.ResponseTally;
import io.aerostat.router.transport.Binder;
import io.aerostat.router.transport.SocketIo;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An embedded WAMP router: realms, and listeners through which clients reach them. {@link #builder()} returns a builder
 * of routers. Thread-safe.
 *
 * <p>Realms run as soon as the router has started; a listener opens when it is passed to {@link #listen}. Components of
 * the same process can therefore join through {@link #local} before the router serves its first remote client.
 */
public final class Router {
    private final RealmStarter starter;
    private final RealmTable realms;
    private final EventLoopGroup loops;
    private final HashedWheelTimer timer;
    private final ExecutorService slowCrypto;
    private final ExecutorService files;
    private final ExecutorService checks;
    private final ListenerEnvironment environment;
    private final CookieStores cookies = new CookieStores();
    private final Queue<BoundListener> listeners = new ConcurrentLinkedQueue<>();
    private final SessionTimeouts timeouts;
    private volatile Set<Path> privateFiles;
    private final AuthenticationFactory authentication;
    private final ConnectionRegistry connections;
    private final List<LoopWatch> watches;
    private final Readiness readiness = new Readiness();
    private final CompletableFuture<Router> ready;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    Router(RouterBuilder builder) {
        Observers observers = builder.observers();
        boolean measures = builder.measures();
        connections = new ConnectionRegistry(observers, builder.logins(), measures);
        loops = new MultiThreadIoEventLoopGroup(
                builder.eventLoops(), builder.loopThreads(), SocketIo.newHandlerFactory());
        timer = new HashedWheelTimer(new DefaultThreadFactory("router-timer", true), 20, TimeUnit.MILLISECONDS);
        checks = pool("router-checks", Math.max(1, builder.eventLoops() / 2));
        starter = new RealmStarter(loops, timer, checks, builder.cluster(), observers, measures);
        realms = new RealmTable(this::start, timer);
        privateFiles = builder.privateFiles();
        slowCrypto = pool("router-crypto", 1);
        files = pool("router-files", 2);
        environment = new ListenerEnvironment(
                loops,
                builder.admission(),
                files,
                this::acceptor,
                cookies,
                builder.nodeInfo(),
                () -> privateFiles,
                new ResponseTally(),
                new Operation(readiness::health, builder.metricsPage(), builder.adminPage(), builder.programs()),
                new Bridges(realms.caller(), new SharedObjects()));
        builder.readiness().forEach(readiness::add);
        timeouts = builder.timeouts();
        authentication = new AuthenticationFactory(
                realms.caller(),
                realms::callerAs,
                slowCrypto,
                builder.denial(),
                builder.ticketsInClear(),
                builder.routerKey(),
                builder.authenticators());
        builder.realms().forEach(realms::add);
        realms.templates(builder.templates());
        watches = measures ? LoopWatch.start(loops, connections::pendingBytes) : List.of();
        ready = CompletableFuture.allOf(
                        builder.listeners().stream().map(this::listen).toArray(CompletableFuture<?>[]::new))
                .thenApply(none -> this);
        readiness.add(() -> ready.isDone() ? List.of() : List.of(NotReady.starting("the router opens its listeners")));
    }

    private Realm start(RealmDefinition definition) {
        return starter.start(definition, realms.caller());
    }

    /** Makes threads for tasks that may block. Their queue is bounded; when it is full, further tasks are rejected. */
    private static ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1_000),
                new DefaultThreadFactory(name, true));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Returns a builder of a router. */
    public static RouterBuilder builder() {
        return new RouterBuilder();
    }

    /**
     * Completes when every listener of the builder listens. If a listener cannot be opened, the result fails with the
     * exception that {@link #listen} describes; the caller must then still close the router.
     */
    public CompletableFuture<Router> ready() {
        return ready.copy();
    }

    /**
     * Returns the listeners that are listening now, in the order in which they were opened. {@link BoundListener#port}
     * returns the port of a listener.
     */
    public List<BoundListener> listeners() {
        return listeners.stream().filter(BoundListener::isAccepting).toList();
    }

    /**
     * Returns the addresses on which the router listens, with the actual port of each listener that is configured with
     * port 0.
     */
    public List<SocketAddress> addresses() {
        return listeners().stream().map(BoundListener::address).toList();
    }

    /**
     * Makes the acceptor that begins the sessions of one service.
     *
     * @param cookies the store of the service's cookie, if it has one
     * @throws IllegalArgumentException if an authentication method is configured twice or cannot be used
     */
    ServiceAcceptor acceptor(Access access, Optional<CookieStore> cookies) {
        return new SessionAcceptor(
                realms, authentication.create(access.methods(), cookies), timeouts, access.sessions(), connections);
    }

    /**
     * Opens a listener. {@link BoundListener#stopAccepting} and {@link BoundListener#close} end listening;
     * {@link BoundListener#update} changes the listener.
     *
     * @return completes when the listener is open. Fails with {@link io.aerostat.router.listener.BindException} if the
     *     router cannot listen on the endpoint; with {@link io.aerostat.router.listener.TlsException} if a certificate
     *     or key cannot be used; with {@link io.aerostat.router.cookie.CookieFileException} if a file of cookies cannot
     *     be used; with {@link IllegalArgumentException} if an authentication method cannot be used
     */
    public CompletableFuture<BoundListener> listen(Listener listener) {
        return Binder.open(listener, environment)
                .thenApply(bound -> {
                    listeners.add(bound);
                    bound.closed().thenRun(() -> listeners.remove(bound));
                    return bound;
                })
                .toCompletableFuture();
    }

    /**
     * Returns a connector for components of the same process. Their sessions get the role without authentication.
     *
     * @param authid the authid of every session, or null to give each session a random one
     * @param authrole a role of the realm, or {@link io.aerostat.router.session.Principal#TRUSTED}
     */
    public LocalConnector local(@Nullable String authid, String authrole) {
        AuthenticationMethods always = AuthenticationMethods.always(new LocalAuthentication(authid, authrole));
        LinkAcceptor acceptor = new SessionAcceptor(realms, always, timeouts, SessionOptions.DEFAULT, connections);
        return new LocalLinks(loops, acceptor);
    }

    /** Returns the current numbers of the router, and its counts since the start. */
    public RouterStatistics statistics() {
        return new RouterStatistics(
                listeners.stream().mapToInt(BoundListener::connections).sum(),
                connections.size(),
                environment.admission().pending(),
                environment.admission().maxPending(),
                environment.admission().refused(),
                connections.refusedJoins(),
                connections.logins().begun(),
                connections.violations(),
                connections.transports(),
                environment.responses().read(),
                watches.stream().map(LoopWatch::read).toList(),
                realms.statistics(),
                realms.templateStatistics());
    }

    /**
     * Adds a realm while the router runs.
     *
     * @throws IllegalArgumentException if the router already has a realm of that name
     * @throws IllegalStateException if the router is closed
     */
    public RealmAdministration addRealm(RealmDefinition definition) {
        if (closing.get()) {
            throw new IllegalStateException("realm \"" + definition.name() + "\": the router is closed");
        }
        return realms.add(definition).administration();
    }

    /**
     * Removes a realm while the router runs: its sessions get GOODBYE {@code wamp.close.close_realm}, and no client can
     * join it any more. Retained events and event history in memory are lost.
     *
     * @return false if there was no realm of that name
     */
    public boolean removeRealm(String name) {
        return realms.remove(name);
    }

    /**
     * Replaces the templates of realms. Updates the realms of a changed template like
     * {@link RealmAdministration#update}, and removes the realms of a removed template like {@link #removeRealm}.
     *
     * @throws IllegalArgumentException if two templates have the same name
     */
    public void realmTemplates(List<RealmTemplate> templates) {
        realms.templates(templates);
    }

    /** Checks whether a realm was created from a template. */
    public boolean isOfTemplate(String realm) {
        return realms.isOfTemplate(realm);
    }

    /** Returns the names of all realms, including those created from templates. */
    public Set<String> realms() {
        return realms.names();
    }

    /** Replaces the limits on new connections; all listeners share them (P7). */
    public void limitAdmission(AdmissionLimits limits) {
        environment.admission().limit(limits);
    }

    /** Replaces the limits on failed logins; all listeners share them. */
    public void limitLogins(LoginLimits limits) {
        connections.logins().limit(limits);
    }

    /** Replaces the set of files that no file service may serve; see {@link RouterBuilder#privateFiles}. */
    public void privateFiles(Set<Path> files) {
        privateFiles = Set.copyOf(files);
    }

    /**
     * Sets the key with which the router proves its identity to cryptosign clients that challenge it (CRY-9). The key
     * applies to listeners that are opened or changed after this call.
     */
    public void routerKey(CryptosignKey key) {
        authentication.routerKey(key);
    }

    /** Returns the readiness of the router, which says whether the router should get new clients. */
    public Readiness readiness() {
        return readiness;
    }

    /** Stops accepting connections; open ones stay. The router reports that it is not ready. */
    public void stopAccepting() {
        readiness.drain();
        listeners.forEach(BoundListener::stopAccepting);
    }

    /** Returns the administration of a realm; empty if there is no realm of that name. */
    public Optional<RealmAdministration> realm(String name) {
        return Optional.ofNullable(realms.find(name)).map(Realm::administration);
    }

    /**
     * Ends the router. It accepts no more connections, sends GOODBYE {@code wamp.close.system_shutdown} to joined
     * sessions and ABORT to joining clients (SES-17), and waits for the answers.
     *
     * @param deadline the time after which the router ends the remaining connections without an answer
     * @return completes when no thread of the router runs any more; never fails
     */
    public CompletableFuture<Void> close(Duration deadline) {
        if (closing.compareAndSet(false, true)) {
            stopAccepting();
            connections
                    .shutDown()
                    .completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .thenCompose(none -> realms.close())
                    .thenRun(this::stopThreads);
        }
        return closed.copy();
    }

    private void stopThreads() {
        listeners.forEach(BoundListener::close);
        slowCrypto.shutdown();
        files.shutdown();
        checks.shutdown();
        // Close the cookie stores after the loops, which may still issue cookies, and on a thread that may block.
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                .addListener(ended -> CompletableFuture.runAsync(cookies::close).whenComplete((done, failure) -> {
                    timer.stop();
                    closed.complete(null);
                }));
    }
}
