package io.aerostat.host;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.component.HostedComponent;
import io.aerostat.host.component.InProcess;
import io.aerostat.host.container.ContainerConfiguration;
import io.aerostat.host.container.ContainerJvm;
import io.aerostat.host.container.ContainerProcess;
import io.aerostat.host.guest.FolderWatch;
import io.aerostat.host.guest.GuestConfiguration;
import io.aerostat.host.guest.GuestProcess;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.SupervisionThread;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.protocol.local.LocalConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts everything of a node except its routers: components in this process, containers and guests. Each is supervised
 * separately, and the end of one does not affect the others. Any thread.
 *
 * <p>To start several of these in order, a caller waits for {@link Supervisor#firstReady} of each. The caller should
 * set a time limit, because a component can hang.
 */
public final class ComponentHost implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ComponentHost.class);

    /** How long {@link #close} may take. */
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    private final SupervisionThread loop = new SupervisionThread("supervision");
    private final List<Supervisor> components = new ArrayList<>();
    private final List<Supervisor> workers = new ArrayList<>();
    private final Map<Supervisor, FolderWatch> watches = new HashMap<>();
    private boolean stopping;

    /**
     * Starts a component in this process, with its own threads and class loader.
     *
     * @param worker the router worker to which the component belongs
     * @param classPath where the class of the component is found, in addition to the host's own classes
     * @param router opens connections to the router, with the component's role
     * @param policy when the component is started again
     */
    public Supervisor startComponent(
            String worker,
            ComponentConfiguration component,
            ClassPath classPath,
            LocalConnector router,
            RestartPolicy policy,
            SupervisionListener listener) {
        HostedComponent hosted = new HostedComponent(worker, component, classPath, InProcess.connectorsOf(router));
        return supervise(components, hosted.subject(), hosted, policy, listener);
    }

    /**
     * Starts a container.
     *
     * @param policy when the container's process is started again; the container's configuration says when its
     *     components are started again
     */
    public Supervisor startContainer(
            ContainerConfiguration container, ContainerJvm jvm, RestartPolicy policy, SupervisionListener listener) {
        ContainerProcess process = new ContainerProcess(container, jvm, listener::output);
        return supervise(workers, process.subject(), process, policy, listener);
    }

    /**
     * Starts a guest.
     *
     * @param policy when the guest is started again
     */
    public Supervisor startGuest(GuestConfiguration guest, RestartPolicy policy, SupervisionListener listener) {
        GuestProcess process = new GuestProcess(guest, listener::output);
        Supervisor supervisor = supervise(workers, process.subject(), process, policy, listener);
        guest.watch().ifPresent(watch -> startWatch(guest.worker(), watch, supervisor));
        return supervisor;
    }

    /**
     * Ends one component, container or guest for good, and removes it from this host; the others keep running.
     *
     * @param deadline how long the orderly end may take; after this time, the end is forced
     */
    public CompletionStage<Void> stop(Supervisor supervisor, Duration deadline) {
        synchronized (this) {
            close(watches.remove(supervisor));
        }
        return supervisor.stop(deadline).thenRun(() -> forget(supervisor));
    }

    private synchronized void forget(Supervisor supervisor) {
        components.remove(supervisor);
        workers.remove(supervisor);
    }

    /** Ends all worker processes (containers and guests) at the same time. */
    public CompletionStage<Void> stopWorkers(Duration deadline) {
        return stopAll(workers, deadline);
    }

    /** Ends all components of this process at the same time. */
    public CompletionStage<Void> stopComponents(Duration deadline) {
        return stopAll(components, deadline);
    }

    /** Ends the worker processes and then the components, and waits for their end for at most a few seconds. */
    @Override
    public void close() {
        try {
            stopWorkers(DEFAULT_DEADLINE)
                    .thenCompose(done -> stopComponents(DEFAULT_DEADLINE))
                    .toCompletableFuture()
                    .join();
        } finally {
            loop.close();
        }
    }

    private synchronized Supervisor supervise(
            List<Supervisor> kind,
            Subject subject,
            Supervised supervised,
            RestartPolicy policy,
            SupervisionListener listener) {
        if (stopping) {
            throw new IllegalStateException("found " + subject.kind() + " to start (expected nothing more, stopping)");
        }
        Supervisor supervisor = Supervisor.start(subject, supervised, policy, loop, listener);
        kind.add(supervisor);
        return supervisor;
    }

    private synchronized void startWatch(String worker, GuestConfiguration.Watch watch, Supervisor supervisor) {
        try {
            watches.put(supervisor, FolderWatch.start(worker, watch, () -> {
                log.atInfo().addKeyValue("worker", worker).log("watched folder changed, guest is started again");
                supervisor.restart(DEFAULT_DEADLINE);
            }));
        } catch (IOException e) {
            log.atWarn().addKeyValue("worker", worker).setCause(e).log("guest is not watched");
        }
    }

    private synchronized CompletionStage<Void> stopAll(List<Supervisor> kind, Duration deadline) {
        stopping = true;
        watches.values().forEach(ComponentHost::close);
        watches.clear();
        return CompletableFuture.allOf(kind.stream()
                .map(supervisor -> supervisor.stop(deadline).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static void close(@Nullable FolderWatch watch) {
        if (watch != null) {
            try {
                watch.close();
            } catch (IOException e) {
                log.debug("watch not closed", e);
            }
        }
    }
}
