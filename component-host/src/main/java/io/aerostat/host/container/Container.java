package io.aerostat.host.container;

import io.aerostat.host.supervision.Backoff;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.SupervisionLoop;
import io.aerostat.host.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the components of a container inside its JVM: starts them one after another, starts them again as configured,
 * and ends them together. Its state is confined to the supervision loop.
 */
final class Container {

    private static final Logger log = LoggerFactory.getLogger(Container.class);

    private final ContainerConfiguration configuration;
    private final SupervisionLoop loop;
    private final Function<ContainerConfiguration.Hosted, Supervised> hosting;
    private final Consumer<String> control;
    private final List<Supervisor> supervisors = new ArrayList<>();
    private final List<ComponentListener> listeners = new ArrayList<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private int componentsReady;
    private int componentsOver;
    private boolean stopping;

    private Container(
            ContainerConfiguration configuration,
            SupervisionLoop loop,
            Function<ContainerConfiguration.Hosted, Supervised> hosting,
            Consumer<String> control) {
        this.configuration = configuration;
        this.loop = loop;
        this.hosting = hosting;
        this.control = control;
    }

    /**
     * Starts the components.
     *
     * @param hosting creates a startable component
     * @param control receives the control lines for the router
     */
    static Container start(
            ContainerConfiguration configuration,
            SupervisionLoop loop,
            Function<ContainerConfiguration.Hosted, Supervised> hosting,
            Consumer<String> control) {
        Container container = new Container(configuration, loop, hosting, control);
        loop.execute(() -> container.startFrom(0));
        return container;
    }

    /** Completes when the container has ended; the value says whether it has failed. */
    CompletionStage<Boolean> over() {
        return over.minimalCompletionStage();
    }

    /** Ends all components by the deadline. */
    CompletionStage<Boolean> stop(Duration deadline) {
        loop.execute(() -> stopNow(deadline));
        return over();
    }

    private void startFrom(int index) {
        if (stopping || index == configuration.components().size()) {
            return;
        }
        ContainerConfiguration.Hosted hosted = configuration.components().get(index);
        Subject subject = Subject.component(
                configuration.worker(),
                hosted.component().id(),
                hosted.component().classname());
        ComponentListener listener = new ComponentListener();
        listeners.add(listener);
        Supervisor supervisor = Supervisor.start(
                subject,
                hosting.apply(hosted),
                new RestartPolicy(configuration.restart(), Backoff.DEFAULT),
                loop,
                listener);
        supervisors.add(supervisor);
        supervisor.over().thenRun(() -> loop.execute(this::componentOver));
        // The next component does not wait for a failing component, which may never come into service.
        supervisor
                .firstReady()
                .whenComplete((ready, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        control.accept(ControlLine.NOT_READY + subject.names() + ": " + failure.getMessage());
                    }
                    startFrom(index + 1);
                }));
    }

    /** Called when a component comes into service or ends. */
    private final class ComponentListener implements SupervisionListener {
        private boolean wasReady;

        /** Whether the component is failing now, or has ended for good with a failure; false after a recovery. */
        private boolean failed;

        @Override
        public void ready() {
            failed = false;
            if (wasReady) {
                return;
            }
            wasReady = true;
            componentsReady++;
            if (componentsReady == configuration.components().size()) {
                control.accept(ControlLine.READY);
            }
        }

        @Override
        public boolean ended(Ending ending) {
            failed = ending.failed();
            return componentEnded(ending);
        }
    }

    private boolean componentEnded(Ending ending) {
        if (!configuration.shutdown().endsWith(ending)) {
            return true;
        }
        (ending.failed() ? log.atWarn() : log.atInfo())
                .addKeyValue("shutdown", configuration.shutdown())
                .addKeyValue("cause", ending.description())
                .log("container ends with its component");
        control.accept(ControlLine.OVER);
        stopNow(Duration.ofSeconds(2));
        return false;
    }

    private void componentOver() {
        componentsOver++;
        boolean ofAll = componentsOver == configuration.components().size()
                && configuration.shutdown() == ComponentShutdown.LAST_COMPONENT_STOPPED;
        if (ofAll && !stopping) {
            control.accept(ControlLine.OVER);
        }
        if (ofAll || stopping && componentsOver == supervisors.size()) {
            over.complete(anyFailed());
        }
    }

    private boolean anyFailed() {
        return listeners.stream().anyMatch(listener -> listener.failed);
    }

    private void stopNow(Duration deadline) {
        stopping = true;
        if (componentsOver == supervisors.size()) {
            over.complete(anyFailed());
        }
        supervisors.forEach(supervisor -> {
            CompletionStage<Void> stopped = supervisor.stop(deadline);
            stopped.thenRun(() -> log.debug("component over"));
        });
    }
}
