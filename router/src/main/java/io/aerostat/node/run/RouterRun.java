package io.aerostat.node.run;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.node.config.Extra;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.program.Processors;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.cookie.CookieFileException;
import io.aerostat.router.listener.BindException;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.realm.RealmAdministration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running router worker. Starts its realms, then its components, and then its transports. One thread at a time starts
 * and changes the worker: first the thread that starts the node, then the reload thread. Any thread may read it.
 */
final class RouterRun {
    private static final Logger LOG = LoggerFactory.getLogger(RouterRun.class);

    private static final Duration TRANSPORT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration COMPONENT_DEADLINE = Duration.ofSeconds(4);

    /** The configured worker; {@link #running} returns the parts that run. */
    private volatile RouterWorker worker;

    private final Router router;
    private final AuthenticatorFunctions functions;
    /** Synchronized, because any thread can ask for the running components. */
    private final Map<String, RunningComponent> components = Collections.synchronizedMap(new LinkedHashMap<>());

    private boolean hasKey;

    private record RunningComponent(RouterComponent component, Supervisor supervisor) {}

    private RouterRun(RouterWorker worker, NodeObservation.Shown observation, Set<Path> privateFiles) {
        this.worker = worker;
        this.functions = new AuthenticatorFunctions(worker.options(), worker.origins());
        // Clients of Crossbar.io expect Crossbar.io's URI for wrong credentials (docs/adr/0002).
        RouterBuilder builder = Router.builder()
                .denial(Denial.CROSSBAR)
                .admission(worker.limits())
                .logins(worker.logins())
                .authenticators(functions)
                .privateFiles(privateFiles);
        observation.addTo(builder);
        Processors.addTo(builder, worker.id(), worker.options().processors());
        if (worker.takesReadableTickets()) {
            builder.allowTicketsInClear();
        }
        if (OfferedMethods.needNodeKey(worker)) {
            nodeKey(worker).ifPresent(builder::routerKey);
            hasKey = true;
        }
        worker.realms().forEach(builder::realm);
        worker.templates().forEach(builder::realmTemplate);
        this.router = builder.start();
    }

    private static Optional<CryptosignKey> nodeKey(RouterWorker worker) {
        try {
            return NodeKey.in(worker.options().folder());
        } catch (IllegalStateException e) {
            throw new Unusable(worker.origin(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Starts the realms.
     *
     * @param observation observes the router, and publishes the state of the node
     * @param privateFiles files that no static service may serve
     * @throws Unusable if the node's key is needed and invalid
     */
    static RouterRun start(RouterWorker worker, NodeObservation.Shown observation, Set<Path> privateFiles) {
        return new RouterRun(worker, observation, privateFiles);
    }

    /**
     * Starts each component when the previous one is in service. A component that leaves is not started again. A
     * component that fails is started again in the background, and the router continues without it.
     */
    void startComponents(ComponentHost host, Services services) throws InterruptedException {
        for (RouterComponent component : worker.components()) {
            startComponent(component, host, services);
        }
    }

    /** Starts a component, after stopping a running one with the same id. */
    void startComponent(RouterComponent component, ComponentHost host, Services services) throws InterruptedException {
        stopComponent(component.id(), host, services);
        Supervisor supervisor = host.startComponent(
                worker.id(),
                new ComponentConfiguration(
                        component.id(),
                        component.classname(),
                        component.realm(),
                        extra(component.extra(), worker.options()),
                        component.exceptionMessages()),
                new ClassPath(worker.options().folder(), worker.options().classpath()),
                router.local(null, component.role()),
                RestartPolicy.onFailed(),
                services.follow(name(component.id()), SupervisionListener.NONE));
        components.put(component.id(), new RunningComponent(component, supervisor));
        Readiness.await(supervisor, name(component.id()), services);
    }

    private String name(String component) {
        return "component " + component + " of " + worker.id();
    }

    /** Stops a component and waits for its end; does nothing if no component with this id runs. */
    void stopComponent(String id, ComponentHost host, Services services) throws InterruptedException {
        RunningComponent stopped = components.remove(id);
        if (stopped == null) {
            return;
        }
        services.forget(name(id));
        try {
            host.stop(stopped.supervisor(), COMPONENT_DEADLINE)
                    .toCompletableFuture()
                    .get(2 * COMPONENT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end in an orderly way", name(id), e);
        }
    }

    /** Ends and restarts a component, on the reload thread; does nothing if no component has this name. */
    void restartComponent(String name, ComponentHost host, Services services) throws InterruptedException {
        for (RunningComponent one : List.copyOf(components.values())) {
            if (name(one.component().id()).equals(name)) {
                startComponent(one.component(), host, services);
            }
        }
    }

    /**
     * Returns the {@code extra} of the component from the configuration file, with the folder of that file as
     * {@code cbdir}, as in Crossbar.io.
     */
    static Map<String, @Nullable Object> extra(Extra extra, NativeOptions options) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(extra.values());
        values.putIfAbsent("cbdir", options.folder().toString());
        return values;
    }

    /**
     * Begins to listen, on every transport that can be opened.
     *
     * @param ports receives the port of each transport
     * @return why the other transports could not be opened
     */
    List<StartFailure.Reason> listen(Map<String, Integer> ports) throws InterruptedException {
        List<StartFailure.Reason> reasons = new ArrayList<>();
        for (Listener listener : worker.listeners()) {
            open(listener, ports).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** Begins to listen on one transport. Returns why the transport cannot be opened; empty on success. */
    Optional<StartFailure.Reason> open(Listener listener, Map<String, Integer> ports) throws InterruptedException {
        return attempt(listener, () -> {
            BoundListener bound = await(router.listen(listener));
            ports.put(listener.name(), bound.port());
            report(bound);
        });
    }

    /** Changes a listener that keeps its socket. Returns why the listener cannot be changed; empty on success. */
    Optional<StartFailure.Reason> update(Listener before, Listener listener, Map<String, Integer> ports)
            throws InterruptedException {
        return attempt(listener, () -> {
            BoundListener bound = bound(before);
            await(bound.update(listener).toCompletableFuture());
            ports.remove(before.name());
            ports.put(listener.name(), bound.port());
        });
    }

    private interface Attempt {
        void run() throws BindException, TlsException, TimeoutException, InterruptedException;
    }

    private Optional<StartFailure.Reason> attempt(Listener listener, Attempt attempt) throws InterruptedException {
        Origin origin = worker.origins().of(listener.endpoint());
        try {
            attempt.run();
            return Optional.empty();
        } catch (BindException | TlsException e) {
            return Optional.of(new StartFailure.Reason(origin, String.valueOf(e.getMessage())));
        } catch (CookieFileException e) {
            return Optional.of(
                    new StartFailure.Reason(worker.origins().of(e.storage()), String.valueOf(e.getMessage())));
        } catch (Unusable e) {
            return Optional.of(e.reason());
        } catch (TimeoutException e) {
            return Optional.of(
                    new StartFailure.Reason(origin, "cannot listen within " + TRANSPORT_DEADLINE.toSeconds() + " s"));
        }
    }

    private BoundListener bound(Listener listener) {
        return router.listeners().stream()
                .filter(bound -> bound.listener().equals(listener))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("listener " + listener.name() + " does not listen"));
    }

    /** Stops accepting connections on a transport; sessions over it stay. */
    void stopListening(Listener listener, Map<String, Integer> ports) {
        ports.remove(listener.name(), bound(listener).port());
        bound(listener).stopAccepting();
    }

    /** Returns the number of open connections of a transport. */
    int connections(Listener listener) {
        return bound(listener).connections();
    }

    /** Reads changed certificate files again; the router also does so by itself every few seconds. Blocks. */
    void checkCertificates() throws InterruptedException {
        for (BoundListener bound : router.listeners()) {
            Listener same = bound.listener();
            if (same.endpoint() instanceof ListeningEndpoint.Tcp tcp
                    && tcp.tls().isPresent()) {
                attempt(same, () -> await(bound.update(same).toCompletableFuture()));
            }
        }
    }

    /**
     * Prepares the changes that lead to another configuration of this worker.
     *
     * @throws Unusable if the node's key is needed now and invalid
     */
    void prepare(RouterWorker wanted, Set<Path> privateFiles) {
        functions.origins(wanted.origins());
        router.privateFiles(privateFiles);
        if (!hasKey && OfferedMethods.needNodeKey(wanted)) {
            nodeKey(wanted).ifPresent(router::routerKey);
            hasKey = true;
        }
        worker = wanted.withFixedPartsOf(worker);
    }

    /** Returns the running realms, listeners and components, with the options that were configured last. */
    RouterWorker running() {
        return worker.with(
                router.realms().stream()
                        .filter(name -> !router.isOfTemplate(name))
                        .sorted()
                        .flatMap(name -> router.realm(name).stream())
                        .map(RealmAdministration::definition)
                        .toList(),
                router.listeners().stream().map(BoundListener::listener).toList(),
                List.copyOf(components.values()).stream()
                        .map(RunningComponent::component)
                        .toList());
    }

    Router router() {
        return router;
    }

    private void report(BoundListener bound) {
        Listener listener = bound.listener();
        String urls = String.join(", ", PublicUrls.of(bound));
        LOG.info(
                "listening on {} (transport \"{}\"){}",
                PublicUrls.address(bound),
                listener.name(),
                urls.isEmpty() ? "" : ": " + urls);
        if (worker.takesReadableTickets() && ReadableTickets.on(listener)) {
            LOG.warn(
                    "clients may send tickets without TLS to {} (transport \"{}\"), "
                            + "where others can read them: found no \"tls\""
                            + " in its endpoint (expected it, or \"tickets_in_clear\": false for the worker)",
                    PublicUrls.address(bound),
                    listener.name());
        }
    }

    private static <T> T await(CompletableFuture<T> listening)
            throws BindException, TlsException, TimeoutException, InterruptedException {
        try {
            return listening.get(TRANSPORT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = StageFailure.cause(Objects.requireNonNullElse(e.getCause(), e));
            if (cause instanceof BindException bind) {
                throw bind;
            }
            if (cause instanceof TlsException tls) {
                throw tls;
            }
            if (cause instanceof CookieFileException || cause instanceof Unusable) {
                throw (RuntimeException) cause;
            }
            throw new IllegalStateException("cannot listen", cause);
        }
    }

    String id() {
        return worker.id();
    }

    /** Sends GOODBYE to all sessions and ends. */
    CompletableFuture<Void> close(Duration deadline) {
        return router.close(deadline).whenComplete((closed, failure) -> {
            try {
                functions.close();
            } catch (IOException e) {
                LOG.debug("the class loader of authenticators cannot be closed", e);
            }
        });
    }
}
