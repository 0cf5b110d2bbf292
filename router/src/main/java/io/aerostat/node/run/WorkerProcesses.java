package io.aerostat.node.run;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.NodeShutdownPolicy;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RealmLink;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.link.RealmLinks;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.router.Router;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The containers, guests and links of a node. Started and stopped by one thread at a time: first the thread that starts
 * the node, then the reload thread. Supervision reports on its own thread.
 */
final class WorkerProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcesses.class);

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

    private final ComponentHost host;
    private final Services services;
    private final ContainerMapping mapping;
    private final RealmLinks links = new RealmLinks();
    private final Level loglevel;
    private final CompletableFuture<Integer> over;
    /** Synchronized, because the facts about the node are read on any thread. */
    private final Map<String, Running> running = Collections.synchronizedMap(new LinkedHashMap<>());

    /** The ids of all workers, including routers, that have not ended for good. */
    private final Set<String> alive = ConcurrentHashMap.newKeySet();

    private volatile NodeShutdownPolicy shutdown;

    private record Running(Worker worker, Supervisor supervisor) {}

    /**
     * @param ports the ports on which the transports of this node listen
     * @param over receives the exit code when the end of a worker ends the node
     */
    WorkerProcesses(
            ComponentHost host,
            Services services,
            Map<String, Integer> ports,
            Level loglevel,
            Controller controller,
            CompletableFuture<Integer> over) {
        this.host = host;
        this.services = services;
        this.mapping = new ContainerMapping(ports);
        this.loglevel = loglevel;
        this.over = over;
        this.shutdown = NodeShutdownPolicy.of(controller.shutdown());
    }

    /** Sets the options that say when the end of a worker ends the node. */
    void obey(Controller controller) {
        shutdown = NodeShutdownPolicy.of(controller.shutdown());
    }

    /** Starts the links of a router's realms in the background. The links need the key of the node. */
    void startLinks(RouterWorker worker, Router router) {
        for (RealmLink link : worker.links()) {
            try {
                CryptosignKey key = NodeKey.in(worker.options().folder())
                        .orElseThrow(() -> new IllegalStateException("the node has no key"));
                links.start(
                        link,
                        mapping.transport(link.connection()),
                        router.local(RealmLinks.localAuthid(link), Principal.TRUSTED),
                        key);
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.error("link {}: cannot start: {}", link.id(), e.getMessage());
            }
        }
    }

    /** Ends the links. */
    void stopLinks() {
        links.close();
    }

    /** Starts all containers and guests in order; returns when each is in service or has failed. */
    void start(NodeConfiguration configuration) throws InterruptedException {
        configuration.workers().forEach(worker -> alive.add(worker.id()));
        Map<String, Supervisor> starting = new LinkedHashMap<>();
        for (ContainerWorker container : configuration.workers(ContainerWorker.class)) {
            Supervisor supervisor = begin(container);
            if (configuration.controller().parallelWorkerStart()) {
                starting.put(name(container), supervisor);
            } else {
                Readiness.await(supervisor, name(container), services);
            }
        }
        for (Map.Entry<String, Supervisor> one : starting.entrySet()) {
            Readiness.await(one.getValue(), one.getKey(), services);
        }
        for (GuestWorker guest : configuration.workers(GuestWorker.class)) {
            Readiness.await(begin(guest), name(guest), services);
        }
    }

    /** Starts a worker, after stopping a running one with the same id. */
    void start(Worker worker) throws InterruptedException {
        stop(worker.id());
        alive.add(worker.id());
        Readiness.await(begin(worker), name(worker), services);
    }

    private Supervisor begin(Worker worker) {
        SupervisionListener listener = services.follow(name(worker), listener(worker.id()));
        Supervisor supervisor = worker instanceof ContainerWorker container
                ? host.startContainer(
                        mapping.configuration(container),
                        ContainerMapping.jvm(container, loglevel),
                        ContainerMapping.restart(container),
                        listener)
                : host.startGuest(((GuestWorker) worker).configuration(), RestartPolicy.onFailed(), listener);
        running.put(worker.id(), new Running(worker, supervisor));
        return supervisor;
    }

    private static String name(Worker worker) {
        return (worker instanceof ContainerWorker ? "container " : "guest ") + worker.id();
    }

    /** Stops a worker and waits for its end; does nothing if no worker with this id runs. */
    void stop(String id) throws InterruptedException {
        Running stopped = running.remove(id);
        if (stopped == null) {
            return;
        }
        alive.remove(id);
        services.forget(name(stopped.worker()));
        try {
            host.stop(stopped.supervisor(), STOP_DEADLINE)
                    .toCompletableFuture()
                    .get(2 * STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end in an orderly way", name(stopped.worker()), e);
        }
    }

    /** Ends a worker or a component of a router, and starts it again; returns its name. Called on the reload thread. */
    String restart(String name, List<RouterRun> routers) throws InterruptedException {
        for (Running one : List.copyOf(running.values())) {
            if (name(one.worker()).equals(name)) {
                if (one.supervisor().over().toCompletableFuture().isDone()) {
                    start(one.worker());
                } else {
                    services.restarting(name);
                    one.supervisor().restart(STOP_DEADLINE);
                }
            }
        }
        for (RouterRun router : routers) {
            router.restartComponent(name, host, services);
        }
        return name;
    }

    /** Records that a router was started or stopped while the node runs. */
    void countRouter(String id, boolean isRunning) {
        if (isRunning) {
            alive.add(id);
        } else {
            alive.remove(id);
        }
    }

    /** Returns the workers that were started and not stopped. Any thread. */
    List<Worker> workers() {
        List<Worker> workers = new ArrayList<>();
        running.values().forEach(one -> workers.add(one.worker()));
        return workers;
    }

    /** Returns a listener that obeys the controller's {@code shutdown} options, if they are set. */
    private SupervisionListener listener(String id) {
        return new SupervisionListener() {
            @Override
            public boolean ended(Ending ending) {
                NodeShutdownPolicy.Decision decision = shutdown.decide(ending, alive.size() - 1);
                if (decision == NodeShutdownPolicy.Decision.RESTART) {
                    return true;
                }
                alive.remove(id);
                if (decision == NodeShutdownPolicy.Decision.SHUT_NODE_DOWN) {
                    LOG.info("the node ends, because a worker has ended");
                    over.complete(ending.failed() ? 1 : 0);
                }
                return false;
            }
        };
    }
}
