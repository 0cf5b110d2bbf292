package io.aerostat.node.run;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.NodeShutdownPolicy;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A node: everything that one configuration describes, in one process and its children. Started in the order realms,
 * router components, transports, containers, guests. Ended by a GOODBYE to all sessions, then the children, then the
 * routers.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** Less than the ten seconds that a whole stop may take. */
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    private static final Duration CHILDREN_DEADLINE = Duration.ofSeconds(4);
    private static final Duration COMPONENTS_DEADLINE = Duration.ofSeconds(1);
    private static final Duration ROUTERS_DEADLINE = Duration.ofSeconds(4);

    private final NodeConfiguration configuration;
    private final Level loglevel;
    private final NodeShutdownPolicy shutdown;
    private final NodeFacts facts;
    private final NodeStatistics statistics;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "node-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final ComponentHost host = new ComponentHost();
    private final List<RouterRun> routers = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final AtomicInteger workersLeft = new AtomicInteger();
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Services services = new Services(this::announce);
    /** Set when everything in the configuration has been started, whether in service or not. */
    private final AtomicBoolean started = new AtomicBoolean();

    private final AtomicBoolean announced = new AtomicBoolean();

    private Node(NodeConfiguration configuration, Level loglevel) {
        this.configuration = configuration;
        this.loglevel = loglevel;
        this.statistics = new NodeStatistics(routers);
        this.facts = new NodeFacts(configuration, statistics, this::state, services);
        this.shutdown = NodeShutdownPolicy.of(configuration.controller().shutdown());
        this.workersLeft.set(configuration.workers().size());
    }

    /**
     * Creates a node that is not started.
     *
     * @param loglevel the log level of containers
     */
    public static Node of(NodeConfiguration configuration, Level loglevel) {
        return new Node(configuration, loglevel);
    }

    /**
     * Starts everything, in order. Returns when all has been started, or when {@link #close} was called meanwhile.
     *
     * @throws StartFailure if a transport cannot be opened; then nothing runs
     */
    public void start() throws StartFailure, InterruptedException {
        try {
            startRouters();
            startProcesses();
            ExampleSecrets.warning(configuration).ifPresent(LOG::warn);
            started.set(true);
            List<String> missing = services.missing();
            if (!missing.isEmpty() && !closing.get()) {
                LOG.warn("started, but these are not in service: {}", String.join(", ", missing));
            }
            announce();
            logStatistics();
        } catch (StartFailure | InterruptedException e) {
            close();
            throw e;
        } catch (IllegalStateException e) {
            if (!closing.get()) {
                close();
                throw e;
            }
            LOG.debug("ended while it was being started", e);
        }
    }

    /** Logs once that everything is in service, as soon as it is. */
    private void announce() {
        if (started.get() && !closing.get() && services.missing().isEmpty() && announced.compareAndSet(false, true)) {
            LOG.info("ready: {}", facts.summary());
        }
    }

    private String state() {
        if (closing.get()) {
            return "ending";
        }
        if (!started.get()) {
            return "starting";
        }
        return services.missing().isEmpty() ? "ready" : "not ready";
    }

    /** Logs the node's numbers at intervals, if the configuration says so. */
    private void logStatistics() {
        long seconds = configuration.controller().statisticsInterval().toSeconds();
        if (seconds > 0) {
            Runnable line = () -> LOG.info("statistics: {}", statistics.get());
            try {
                clock.scheduleAtFixedRate(line, seconds, seconds, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the node is ending");
            }
        }
    }

    private void startRouters() throws StartFailure, InterruptedException {
        List<StartFailure.Reason> reasons = new ArrayList<>();
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            RouterRun router;
            try {
                router = RouterRun.start(worker, facts, configuration.privateFiles());
            } catch (Unusable e) {
                throw new StartFailure(List.of(e.reason()));
            }
            routers.add(router);
            router.startComponents(host, services);
            reasons.addAll(router.listen(ports));
        }
        if (!reasons.isEmpty()) {
            throw new StartFailure(reasons);
        }
    }

    private void startProcesses() throws InterruptedException {
        startContainers();
        for (GuestWorker guest : configuration.workers(GuestWorker.class)) {
            String name = "guest " + guest.configuration().worker();
            Supervisor supervisor =
                    host.startGuest(guest.configuration(), RestartPolicy.onFailed(), services.follow(name, listener()));
            Readiness.await(supervisor, name, services);
        }
    }

    private void startContainers() throws InterruptedException {
        ContainerMapping mapping = new ContainerMapping(ports);
        Map<String, Supervisor> starting = new LinkedHashMap<>();
        for (ContainerWorker container : configuration.workers(ContainerWorker.class)) {
            String name = "container " + container.id();
            Supervisor supervisor = host.startContainer(
                    mapping.configuration(container),
                    ContainerMapping.jvm(container, loglevel),
                    ContainerMapping.restart(container),
                    services.follow(name, listener()));
            if (configuration.controller().parallelWorkerStart()) {
                starting.put(name, supervisor);
            } else {
                Readiness.await(supervisor, name, services);
            }
        }
        for (Map.Entry<String, Supervisor> one : starting.entrySet()) {
            Readiness.await(one.getValue(), one.getKey(), services);
        }
    }

    /** Obeys the controller's {@code shutdown} options if they are set. */
    private SupervisionListener listener() {
        return new SupervisionListener() {
            @Override
            public boolean ended(Ending ending) {
                NodeShutdownPolicy.Decision decision = shutdown.decide(ending, workersLeft.get() - 1);
                if (decision == NodeShutdownPolicy.Decision.RESTART) {
                    return true;
                }
                workersLeft.decrementAndGet();
                if (decision == NodeShutdownPolicy.Decision.SHUT_NODE_DOWN) {
                    LOG.info("a worker has ended, and with it the node");
                    over.complete(ending.failed() ? 1 : 0);
                }
                return false;
            }
        };
    }

    /**
     * Returns the port on which the transport of this id listens; empty before it listens, and for Unix domain sockets.
     */
    public OptionalInt port(String transportId) {
        Integer port = ports.get(transportId);
        return port == null || port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Completes with the exit code when the node decides to end. */
    public CompletableFuture<Integer> over() {
        return over.copy();
    }

    /**
     * Ends everything: a GOODBYE to all sessions; children are asked to end, and killed if they do not. Takes less than
     * ten seconds. A second call waits for the first one, at most that long.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        LOG.info("shutting down: workers, then components, then sessions");
        clock.shutdownNow();
        // Children first: they leave their sessions themselves and do not try to join again.
        host.stopWorkers(CHILDREN_DEADLINE)
                .thenCompose(none -> host.stopComponents(COMPONENTS_DEADLINE))
                .thenCompose(none -> CompletableFuture.allOf(routers.stream()
                        .map(router -> router.close(ROUTERS_DEADLINE))
                        .toArray(CompletableFuture<?>[]::new)))
                .toCompletableFuture()
                .completeOnTimeout(null, DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.warn("something did not end in order", failure);
                    return null;
                })
                .join();
        host.close();
        LOG.info("stopped");
    }
}
