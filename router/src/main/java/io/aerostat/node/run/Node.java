package io.aerostat.node.run;

import io.aerostat.host.ComponentHost;
import io.aerostat.node.cluster.NodeCluster;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.management.NodeControl;
import io.aerostat.node.reload.ReloadReport;
import io.aerostat.node.systemd.ServiceManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A node: all parts that one configuration describes, in one process and its child processes. The parts are started in
 * this order: realms, router components, transports, containers, guests. {@link #close} says in which order they end.
 */
public final class Node implements AutoCloseable, NodeControl {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** The time limit for the end of all parts; the whole node must end within ten seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    private static final Duration CHILDREN_DEADLINE = Duration.ofSeconds(4);
    private static final Duration COMPONENTS_DEADLINE = Duration.ofSeconds(1);
    private static final Duration ROUTERS_DEADLINE = Duration.ofSeconds(4);

    private final NodeConfiguration configuration;
    private final Optional<Path> file;
    private final NodeCluster cluster;
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
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Services services = new Services(this::announce);
    private final WorkerProcesses processes;
    private final Reloader reloader = new Reloader();
    /** Set when all parts have been started, even if some of them are not in service. */
    private final AtomicBoolean started = new AtomicBoolean();

    private final NodeObservation observation;
    private final ServiceManager systemd = ServiceManager.ofThisProcess();
    private final AtomicBoolean announced = new AtomicBoolean();
    /** The current options of the node itself. */
    private volatile Controller controller;
    /** The running configuration as operators see it. */
    private volatile Map<String, @Nullable Object> shown;

    private @Nullable ScheduledFuture<?> statisticsLines;
    private final NodeManagement management;

    private Node(NodeConfiguration configuration, Optional<Path> file, Level loglevel) {
        this.configuration = configuration;
        this.file = file;
        this.controller = configuration.controller();
        this.shown = configuration.shown();
        this.cluster = new NodeCluster(configuration.cluster(), reason -> over.complete(1));
        this.statistics = new NodeStatistics(routers);
        this.observation = new NodeObservation(
                routers,
                services,
                this::state,
                cluster,
                configuration.workers(RouterWorker.class).stream().anyMatch(RouterWorker::showsMetrics),
                configuration.controller().management().realm());
        this.facts = new NodeFacts(this::running, statistics, this::state, services);
        this.processes = new WorkerProcesses(host, services, ports, loglevel, controller, over);
        this.management = new NodeManagement(
                file,
                configuration.controller().management(),
                this,
                new InspectedNode(routers, observation, cluster, services, reloader, processes, () -> shown),
                routers);
    }

    /**
     * Creates a node without starting it. The node has no configuration file, so it cannot be reloaded.
     *
     * @param loglevel the log level of containers
     */
    public static Node of(NodeConfiguration configuration, Level loglevel) {
        return new Node(configuration, Optional.empty(), loglevel);
    }

    /**
     * Creates a node that is not started.
     *
     * @param file the file from which the configuration was read, and from which {@link #reload} reads it again
     * @param loglevel the log level of containers
     */
    public static Node of(NodeConfiguration configuration, Path file, Level loglevel) {
        return new Node(configuration, Optional.of(file), loglevel);
    }

    /**
     * Starts all parts, in order. Returns when all have started, or when {@link #close} is called during the start.
     *
     * @throws StartFailure if a transport cannot be opened; no part runs afterwards
     */
    public void start() throws StartFailure, InterruptedException {
        try {
            observation.openAuditLog(controller);
            startRouters();
            processes.start(configuration);
            ExampleSecrets.warning(configuration).ifPresent(LOG::warn);
            started.set(true);
            if (!services.missing().isEmpty() && !closing.get()) {
                LOG.warn("started, but these are {}", summary());
            }
            announce();
            logStatistics();
            reloader.begin(management::open);
            file.ifPresent(watched ->
                    new FileChanges(watched).watch(clock, () -> controller.reloadOnChange(), this::requestReload));
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

    /**
     * Reads the configuration file again and applies its differences from the running configuration (docs/adr/0025). A
     * file with any problem changes nothing. Every change is logged. Reloads run one after another; a reload that is
     * requested during the start of the node waits for the end of the start.
     *
     * @param isDryRun whether to report the changes without making them
     * @return fails with {@link IllegalStateException} if the node has no file, is ending, or too many reloads wait
     */
    @Override
    public CompletableFuture<ReloadReport> reload(boolean isDryRun) {
        if (file.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("found no configuration file (expected one to reload)"));
        }
        return reloader.submit(() -> reloadFrom(ConfigurationFile.read(file.get()), isDryRun));
    }

    /** Does the same as {@link #reload}, but all requests that arrive before a reload begins share this reload. */
    public void requestReload() {
        if (file.isPresent()) {
            reloader.request(() -> reloadFrom(ConfigurationFile.read(file.get()), false));
        }
    }

    private ReloadReport reloadFrom(ConfigurationFile read, boolean isDryRun) throws InterruptedException {
        if (read.configuration().isEmpty()) {
            if (!isDryRun) {
                read.problemLines().forEach(line -> LOG.error("reload: {}", line));
            }
            return observation.reloaded(ReloadReport.refused(isDryRun, read.problemLines()));
        }
        NodeConfiguration wanted = read.configuration().get();
        Reload.NodeParts parts = new Reload.NodeParts(
                routers, processes, host, services, ports, facts, observation.toRouters(facts), this::useController);
        if (isDryRun) {
            return Reload.plan(running(), wanted, parts);
        }
        read.warningLines().forEach(line -> LOG.warn("reload: {}", line));
        ReloadReport report = observation.reloaded(Reload.apply(running(), wanted, parts));
        shown = wanted.shown();
        management.register();
        return report;
    }

    @Override
    public Map<String, Object> status() {
        return facts.get();
    }

    @Override
    public Duration stop() {
        LOG.info("a management procedure ends this node");
        // The end is delayed, so that the caller gets its answer first.
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> over.complete(0));
        return controller.drainNotice().plus(DEADLINE);
    }

    @Override
    public void logLevel(Level level) {
        Logging.level(level);
        LOG.info("the log level is now {}", level);
    }

    private void useController(Controller changed) {
        controller = changed;
        processes.obey(changed);
        logStatistics();
    }

    /** Returns the running configuration, with the old state of parts that could not be changed. */
    private NodeConfiguration running() {
        List<Worker> workers = new ArrayList<>();
        routers.forEach(router -> workers.add(router.running()));
        workers.addAll(processes.workers());
        return new NodeConfiguration(controller, workers, configuration.cluster(), configuration.privateFiles());
    }

    /** Reports the state of the parts to systemd, and logs once that all parts are in service. */
    private void announce() {
        if (started.get() && !closing.get()) {
            systemd.ready(this::summary);
            if (services.missing().isEmpty() && announced.compareAndSet(false, true)) {
                LOG.info("ready: {}", facts.summary());
            }
        }
    }

    private String summary() {
        List<String> missing = services.missing();
        return missing.isEmpty() ? "ready: " + facts.summary() : "not in service: " + String.join(", ", missing);
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
    private synchronized void logStatistics() {
        if (statisticsLines != null) {
            statisticsLines.cancel(false);
            statisticsLines = null;
        }
        long seconds = controller.statisticsInterval().toSeconds();
        if (seconds > 0) {
            Runnable line = () -> LOG.info("statistics: {}", statistics.get());
            try {
                statisticsLines = clock.scheduleAtFixedRate(line, seconds, seconds, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the node is ending");
            }
        }
    }

    private void startRouters() throws StartFailure, InterruptedException {
        List<StartFailure.Reason> reasons = new ArrayList<>();
        Optional<String> refused = cluster.start();
        if (refused.isPresent()) {
            throw StartFailure.of(configuration.cluster().orElseThrow().origin(), refused.get());
        }
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            RouterRun router;
            try {
                router = RouterRun.start(worker, observation.toRouters(facts), configuration.privateFiles());
            } catch (Unusable e) {
                throw new StartFailure(List.of(e.reason()));
            }
            routers.add(router);
            router.startComponents(host, services);
            reasons.addAll(router.listen(ports));
            processes.startLinks(worker, router.router());
        }
        if (!reasons.isEmpty()) {
            throw new StartFailure(reasons);
        }
    }

    /**
     * Returns the port on which the transport of this id listens; empty before it listens, and for Unix domain sockets.
     */
    public OptionalInt port(String transportId) {
        Integer port = ports.get(transportId);
        return port == null || port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Returns a future that completes with the exit code when the node decides to end. */
    public CompletableFuture<Integer> over() {
        return over.copy();
    }

    /**
     * Ends the node. First the node reports that it is not ready, waits for {@code drain_notice}, and closes its
     * listeners. Then it asks containers and guests to end, and kills those that do not. Then all sessions get a
     * GOODBYE. These steps take less than ten seconds after {@code drain_notice}.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        systemd.stopping();
        clock.shutdownNow();
        reloader.close();
        cluster.stopWaiting();
        observation.drain(started.get() ? controller.drainNotice() : Duration.ZERO);
        LOG.info("shutting down: listeners, then workers, then components, then sessions");
        management.close();
        processes.stopLinks();
        routers.forEach(run -> run.router().stopAccepting());
        // Child processes end first, so that they leave their sessions themselves and do not try to join again.
        host.stopWorkers(CHILDREN_DEADLINE)
                .thenCompose(none -> host.stopComponents(COMPONENTS_DEADLINE))
                .thenCompose(none -> CompletableFuture.allOf(routers.stream()
                        .map(router -> router.close(ROUTERS_DEADLINE))
                        .toArray(CompletableFuture<?>[]::new)))
                .thenRun(cluster::close)
                .toCompletableFuture()
                .completeOnTimeout(null, DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.warn("a part of the node did not end in an orderly way", failure);
                    return null;
                })
                .join();
        host.close();
        observation.close();
        LOG.info("stopped");
    }
}
