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
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.RouterStatistics;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.cookie.CookieFileException;
import io.aerostat.router.listener.BindException;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.realm.RealmDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running router worker: its realms, then its components, then its transports. */
final class RouterRun {
    private static final Logger LOG = LoggerFactory.getLogger(RouterRun.class);

    private static final Duration TRANSPORT_DEADLINE = Duration.ofSeconds(10);

    private final RouterWorker worker;
    private final Router router;
    private final AuthenticatorFunctions functions;

    private RouterRun(RouterWorker worker, Supplier<Map<String, Object>> facts, Set<Path> privateFiles) {
        this.worker = worker;
        this.functions = new AuthenticatorFunctions(worker.options(), worker.origins());
        // Crossbar.io's clients expect its URI for wrong credentials (docs/adr/0002).
        RouterBuilder builder = Router.builder()
                .denial(Denial.CROSSBAR)
                .admission(worker.limits())
                .authenticators(functions)
                .nodeInfo(facts)
                .privateFiles(privateFiles);
        if (worker.takesReadableTickets()) {
            builder.allowTicketsInClear();
        }
        if (OfferedMethods.needNodeKey(worker)) {
            nodeKey(worker).ifPresent(builder::routerKey);
        }
        for (RealmDefinition realm : worker.realms()) {
            builder.realm(realm);
        }
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
     * @param facts the facts on the page about the node
     * @param privateFiles files that no service of files may serve
     * @throws Unusable if the node's key is needed and invalid
     */
    static RouterRun start(RouterWorker worker, Supplier<Map<String, Object>> facts, Set<Path> privateFiles) {
        return new RouterRun(worker, facts, privateFiles);
    }

    /**
     * Starts the components, each when the one before is in service. A component that leaves stays away; one that fails
     * is started again in the background, and the router continues without it.
     */
    void startComponents(ComponentHost host, Services services) throws InterruptedException {
        for (RouterComponent component : worker.components()) {
            String name = "component " + component.id() + " of " + worker.id();
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
                    services.follow(name, SupervisionListener.NONE));
            Readiness.await(supervisor, name, services);
        }
    }

    /** Returns the {@code extra} of the component: that of the file, and the file's folder, as Crossbar.io adds it. */
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
            Origin origin = worker.origins().of(listener.endpoint());
            try {
                BoundListener bound = await(router.listen(listener));
                ports.put(listener.name(), bound.port());
                report(bound);
            } catch (BindException | TlsException e) {
                reasons.add(new StartFailure.Reason(origin, String.valueOf(e.getMessage())));
            } catch (CookieFileException e) {
                reasons.add(new StartFailure.Reason(worker.origins().of(e.storage()), String.valueOf(e.getMessage())));
            } catch (Unusable e) {
                reasons.add(e.reason());
            } catch (TimeoutException e) {
                reasons.add(new StartFailure.Reason(
                        origin, "cannot listen within " + TRANSPORT_DEADLINE.toSeconds() + " s"));
            }
        }
        return reasons;
    }

    private void report(BoundListener bound) {
        Listener listener = bound.listener();
        String urls = String.join(", ", PublicUrls.of(bound));
        LOG.info(
                "listening on {} (transport \"{}\"){}",
                address(bound),
                listener.name(),
                urls.isEmpty() ? "" : ": " + urls);
        if (worker.takesReadableTickets() && ReadableTickets.on(listener)) {
            LOG.warn(
                    "clients may send tickets without TLS to {} (transport \"{}\"), "
                            + "where others can read them: found no \"tls\""
                            + " in its endpoint (expected it, or \"tickets_in_clear\": false for the worker)",
                    address(bound),
                    listener.name());
        }
    }

    private static BoundListener await(CompletableFuture<BoundListener> listening)
            throws BindException, TlsException, TimeoutException, InterruptedException {
        try {
            return listening.get(TRANSPORT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException nested && nested.getCause() != null
                    ? nested.getCause()
                    : e.getCause();
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

    private static String address(BoundListener bound) {
        ListeningEndpoint endpoint = bound.listener().endpoint();
        if (endpoint instanceof ListeningEndpoint.Tcp tcp) {
            return (tcp.tls().isPresent() ? "tls://" : "tcp://") + host(tcp.host()) + ":" + bound.port();
        }
        Path path = endpoint instanceof ListeningEndpoint.Unix unix ? unix.path() : Path.of("");
        return "unix://" + path;
    }

    private static String host(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    RouterStatistics statistics() {
        return router.statistics();
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
