package io.aerostat.node.reload;

import static io.aerostat.node.reload.Change.added;
import static io.aerostat.node.reload.Change.changed;
import static io.aerostat.node.reload.Change.removed;

import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.reload.Change.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the operations that lead from one configuration to another, in the order in which they must be done: a part is
 * added before the parts that use it, and removals come last.
 */
public final class Difference {
    private static final String STARTED = "is started";
    private static final String RESTARTED = "is started again; the others keep running";
    private static final String STOPPED = "is stopped";

    private final NodeConfiguration running;
    private final NodeConfiguration wanted;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> removals = new ArrayList<>();
    /**
     * The transports whose port has changed. Containers that connect to one of these transports by its id must connect
     * again.
     */
    private final Set<String> moved = new HashSet<>();

    private Difference(NodeConfiguration running, NodeConfiguration wanted) {
        this.running = running;
        this.wanted = wanted;
    }

    /** Returns the operations; empty if only the places in the file differ. */
    public static List<Operation> between(NodeConfiguration running, NodeConfiguration wanted) {
        Difference difference = new Difference(running, wanted);
        difference.controller();
        difference.cluster();
        difference.routers();
        difference.containers();
        difference.guests();
        difference.operations.addAll(difference.removals);
        return List.copyOf(difference.operations);
    }

    private void controller() {
        List<Change> changes = ControllerChanges.between(running.controller(), wanted.controller());
        List<Change> later = changes.stream()
                .filter(change -> change.effect().equals(Change.NEEDS_RESTART))
                .toList();
        List<Change> now =
                changes.stream().filter(change -> !later.contains(change)).toList();
        if (!later.isEmpty()) {
            operations.add(new Operation.AwaitRestart(later));
        }
        if (!now.isEmpty()) {
            operations.add(new Operation.UseController(
                    ControllerChanges.applied(running.controller(), wanted.controller()), now));
        }
    }

    private void cluster() {
        Optional<ClusterConfiguration> before = running.cluster();
        Optional<ClusterConfiguration> after = wanted.cluster();
        boolean isSame = before.isPresent() && after.isPresent() && before.get().means(after.get());
        before.or(() -> after).filter(either -> !isSame).ifPresent(either -> {
            String name = either.options().name();
            operations.add(new Operation.AwaitRestart(List.of(changed(Subject.CLUSTER, name, Change.NEEDS_RESTART))));
        });
    }

    private void routers() {
        Map<String, RouterWorker> old = byId(RouterWorker.class, running);
        Map<String, RouterWorker> next = byId(RouterWorker.class, wanted);
        next.forEach((id, worker) -> {
            RouterWorker before = old.get(id);
            if (before == null) {
                operations.add(new Operation.StartRouter(
                        worker,
                        List.of(added(Subject.ROUTER, id, "its realms, components and listeners are started"))));
            } else {
                new RouterDifference(before, worker, operations, removals, moved).find();
            }
        });
        old.forEach((id, worker) -> {
            if (!next.containsKey(id)) {
                removals.add(new Operation.StopRouter(
                        id,
                        List.of(removed(
                                Subject.ROUTER, id, "all its sessions get GOODBYE wamp.close.system_shutdown"))));
            }
        });
    }

    private static <W extends Worker> Map<String, W> byId(Class<W> kind, NodeConfiguration node) {
        return node.workers(kind).stream().collect(Collectors.toMap(Worker::id, worker -> worker));
    }

    private void containers() {
        processes(
                ContainerWorker.class,
                Subject.CONTAINER,
                (before, after) -> Parts.areSame(before, after) && !connectsTo(after, moved),
                Operation.StartContainer::new,
                Operation.StopContainer::new);
    }

    private static boolean connectsTo(ContainerWorker container, Set<String> transports) {
        return container.components().stream()
                .map(Parts::transportOf)
                .flatMap(Optional::stream)
                .anyMatch(transports::contains);
    }

    private void guests() {
        processes(
                GuestWorker.class,
                Subject.GUEST,
                (before, after) -> before.configuration().equals(after.configuration()),
                Operation.StartGuest::new,
                Operation.StopGuest::new);
    }

    private interface Maker<W> {
        Operation make(W worker, List<Change> changes);
    }

    private <W extends Worker> void processes(
            Class<W> kind, Subject subject, BiPredicate<W, W> isSame, Maker<W> start, Maker<W> stop) {
        Map<String, W> old = byId(kind, running);
        Set<String> kept = new HashSet<>();
        for (W worker : wanted.workers(kind)) {
            W before = old.get(worker.id());
            kept.add(worker.id());
            if (before == null) {
                operations.add(start.make(worker, List.of(added(subject, worker.id(), STARTED))));
            } else if (!isSame.test(before, worker)) {
                operations.add(start.make(worker, List.of(changed(subject, worker.id(), RESTARTED))));
            }
        }
        old.forEach((id, worker) -> {
            if (!kept.contains(id)) {
                // A worker is removed before the realms and listeners that it uses.
                removals.add(0, stop.make(worker, List.of(removed(subject, id, STOPPED))));
            }
        });
    }

    /** The options of the node itself. */
    static final class ControllerChanges {
        /**
         * An option of the controller.
         *
         * @param key the key in the configuration
         * @param name the name of the component of {@link Controller}
         * @param effect the effect of a change; empty if the change needs a restart
         */
        private record Option(String key, String name, Function<Controller, Object> value, Optional<String> effect) {
            Option(String key, Function<Controller, Object> value, Optional<String> effect) {
                this(key, key, value, effect);
            }
        }

        private static final List<Option> OPTIONS = List.of(
                new Option("id", Controller::id, Optional.of("is shown from now on")),
                new Option("title", Controller::title, Optional.of("has no effect")),
                new Option("shutdown", Controller::shutdown, Optional.of("applies to the next worker that ends")),
                new Option(
                        "enable_parallel_worker_start",
                        "parallelWorkerStart",
                        Controller::parallelWorkerStart,
                        Optional.of("applies to the next start of the node")),
                new Option(
                        "statistics_interval",
                        "statisticsInterval",
                        Controller::statisticsInterval,
                        Optional.of("applies from now on")),
                new Option(
                        "drain_notice",
                        "drainNotice",
                        Controller::drainNotice,
                        Optional.of("applies to the end of the node")),
                new Option(
                        "audit_log",
                        "auditLog",
                        controller -> controller.auditLog().map(log -> log.at(Origin.NONE)),
                        Optional.empty()),
                new Option(
                        "reload_on_change",
                        "reloadOnChange",
                        Controller::reloadOnChange,
                        Optional.of("applies from now on")),
                new Option("management", Controller::management, Optional.empty()));

        private ControllerChanges() {}

        static List<Change> between(Controller before, Controller after) {
            List<Change> changes = new ArrayList<>();
            for (Option option : OPTIONS) {
                if (!option.value.apply(before).equals(option.value.apply(after))) {
                    changes.add(changed(Subject.CONTROLLER, option.key, option.effect.orElse(Change.NEEDS_RESTART)));
                }
            }
            return changes;
        }

        /** Returns the options of the node after a change; options that need a restart keep their old value. */
        static Controller applied(Controller before, Controller after) {
            return new Controller(
                    after.id(),
                    after.title(),
                    after.shutdown(),
                    after.parallelWorkerStart(),
                    after.statisticsInterval(),
                    after.drainNotice(),
                    before.auditLog(),
                    after.reloadOnChange(),
                    before.management());
        }

        static List<String> known() {
            return OPTIONS.stream().map(Option::name).toList();
        }
    }
}
