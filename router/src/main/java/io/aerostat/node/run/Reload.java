package io.aerostat.node.run;

import io.aerostat.host.ComponentHost;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.reload.Change;
import io.aerostat.node.reload.Difference;
import io.aerostat.node.reload.Operation;
import io.aerostat.node.reload.ReloadReport;
import io.aerostat.node.reload.ReloadReport.Outcome;
import io.aerostat.node.reload.ReloadReport.Status;
import io.aerostat.router.realm.RealmAdministration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a running node from one configuration to another, one operation after another. An operation that fails leaves
 * its part unchanged. The other operations are carried out nevertheless, and the next reload tries the failed operation
 * again. Confined to the reload thread.
 */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private static final Duration ROUTER_DEADLINE = Duration.ofSeconds(4);

    private final NodeConfiguration wanted;
    private final NodeParts parts;

    /**
     * The parts of a running node.
     *
     * @param ports the ports on which the transports listen
     * @param controller the receiver of changed options of the node itself
     */
    record NodeParts(
            List<RouterRun> routers,
            WorkerProcesses processes,
            ComponentHost host,
            Services services,
            Map<String, Integer> ports,
            NodeFacts facts,
            NodeObservation.Shown observation,
            Consumer<Controller> controller) {}

    private Reload(NodeConfiguration wanted, NodeParts parts) {
        this.wanted = wanted;
        this.parts = parts;
    }

    /** Returns the changes that a reload would make, with the sessions or connections that they concern. */
    static ReloadReport plan(NodeConfiguration running, NodeConfiguration wanted, NodeParts parts) {
        Reload reload = new Reload(wanted, parts);
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : Difference.between(running, wanted)) {
            Status status = operation instanceof Operation.AwaitRestart ? Status.NEEDS_RESTART : Status.PLANNED;
            for (Change change : operation.changes()) {
                outcomes.add(new Outcome(change, status, reload.concerned(operation, change), ""));
            }
        }
        return new ReloadReport(true, List.of(), outcomes);
    }

    /** Applies the differences, and logs each change. */
    static ReloadReport apply(NodeConfiguration running, NodeConfiguration wanted, NodeParts parts)
            throws InterruptedException {
        Reload reload = new Reload(wanted, parts);
        List<Outcome> outcomes = new ArrayList<>();
        List<Operation> operations = Difference.between(running, wanted);
        Optional<String> unprepared = reload.prepare();
        for (Operation operation : operations) {
            List<Outcome> before = new ArrayList<>();
            for (Change change : operation.changes()) {
                before.add(new Outcome(change, Status.DONE, reload.concerned(operation, change), ""));
            }
            Optional<String> failure = unprepared.isPresent() ? unprepared : reload.attempt(operation);
            for (Outcome outcome : before) {
                Outcome after = new Outcome(
                        outcome.change(),
                        operation instanceof Operation.AwaitRestart
                                ? Status.NEEDS_RESTART
                                : failure.isPresent() ? Status.FAILED : Status.DONE,
                        outcome.concerned(),
                        failure.orElse(""));
                log(after);
                outcomes.add(after);
            }
        }
        return new ReloadReport(false, List.of(), outcomes);
    }

    /** Logs the outcomes of a reload, and returns the report. */
    static ReloadReport logged(ReloadReport report) {
        if (!report.isDryRun()) {
            if (report.isRight()) {
                LOG.info("reloaded: {}", report.summary());
            } else {
                LOG.error("reloaded: {}", report.summary());
            }
        }
        return report;
    }

    private static void log(Outcome outcome) {
        switch (outcome.status()) {
            case DONE, PLANNED -> LOG.info("reload: {}", outcome);
            case NEEDS_RESTART -> LOG.warn("reload: {}", outcome);
            case FAILED -> LOG.error("reload: {}", outcome);
        }
    }

    /** Prepares the routers. Returns why the preparation failed; empty on success. */
    private Optional<String> prepare() throws InterruptedException {
        try {
            for (RouterWorker worker : wanted.workers(RouterWorker.class)) {
                parts.routers().stream()
                        .filter(router -> router.id().equals(worker.id()))
                        .forEach(router -> router.prepare(worker, wanted.privateFiles()));
            }
            for (RouterRun router : parts.routers()) {
                router.checkCertificates();
            }
            return Optional.empty();
        } catch (Unusable e) {
            return Optional.of(e.reason().message());
        }
    }

    /** Carries out one operation. Returns why the operation failed; empty on success. */
    private Optional<String> attempt(Operation operation) throws InterruptedException {
        try {
            return operation instanceof Operation.OnRouter onRouter
                    ? onRouter(onRouter, router(onRouter.router()))
                    : onNode(operation);
        } catch (RuntimeException e) {
            LOG.debug("an operation of a reload failed", e);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private RouterRun router(String id) {
        return parts.routers().stream()
                .filter(router -> router.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("router " + id + " does not run"));
    }

    private Optional<String> onRouter(Operation.OnRouter operation, RouterRun router) throws InterruptedException {
        if (operation instanceof Operation.LimitAdmission limit) {
            router.router().limitAdmission(limit.limits());
        } else if (operation instanceof Operation.LimitLogins limit) {
            router.router().limitLogins(limit.limits());
        } else if (operation instanceof Operation.UseTemplates use) {
            router.router().realmTemplates(use.templates());
        } else if (operation instanceof Operation.AddRealm add) {
            router.router().addRealm(add.realm());
        } else if (operation instanceof Operation.UpdateRealm update) {
            realm(router, update.realm().name()).update(update.realm());
        } else if (operation instanceof Operation.RemoveRealm remove) {
            router.router().removeRealm(remove.realm());
        } else if (operation instanceof Operation.OpenListener open) {
            return message(router.open(open.listener(), parts.ports()));
        } else if (operation instanceof Operation.UpdateListener update) {
            return message(router.update(update.before(), update.listener(), parts.ports()));
        } else if (operation instanceof Operation.MoveListener move) {
            Optional<String> failure = message(router.open(move.listener(), parts.ports()));
            if (failure.isEmpty()) {
                router.stopListening(move.before(), parts.ports());
            }
            return failure;
        } else if (operation instanceof Operation.CloseListener close) {
            router.stopListening(close.listener(), parts.ports());
        } else if (operation instanceof Operation.StartComponent start) {
            router.startComponent(start.component(), parts.host(), parts.services());
        } else if (operation instanceof Operation.StopComponent stop) {
            router.stopComponent(stop.component().id(), parts.host(), parts.services());
        } else {
            throw new IllegalArgumentException("unknown operation " + operation.getClass());
        }
        return Optional.empty();
    }

    private static RealmAdministration realm(RouterRun router, String name) {
        return router.router()
                .realm(name)
                .orElseThrow(() -> new IllegalStateException("realm " + name + " does not run"));
    }

    private static Optional<String> message(Optional<StartFailure.Reason> reason) {
        return reason.map(
                why -> (why.origin().path().isEmpty() ? "" : why.origin().path() + ": ") + why.message());
    }

    private Optional<String> onNode(Operation operation) throws InterruptedException {
        if (operation instanceof Operation.UseController use) {
            parts.controller().accept(use.controller());
        } else if (operation instanceof Operation.StartContainer start) {
            parts.processes().start(start.container());
        } else if (operation instanceof Operation.StopContainer stop) {
            parts.processes().stop(stop.container().id());
        } else if (operation instanceof Operation.StartGuest start) {
            parts.processes().start(start.guest());
        } else if (operation instanceof Operation.StopGuest stop) {
            parts.processes().stop(stop.guest().id());
        } else if (operation instanceof Operation.StartRouter start) {
            return startRouter(start.worker());
        } else if (operation instanceof Operation.StopRouter stop) {
            stopRouter(router(stop.router()));
        } else if (!(operation instanceof Operation.AwaitRestart)) {
            throw new IllegalArgumentException("unknown operation " + operation.getClass());
        }
        return Optional.empty();
    }

    private Optional<String> startRouter(RouterWorker worker) throws InterruptedException {
        RouterRun router = RouterRun.start(worker, parts.observation(), wanted.privateFiles());
        parts.routers().add(router);
        parts.processes().countRouter(worker.id(), true);
        router.startComponents(parts.host(), parts.services());
        List<String> failures = router.listen(parts.ports()).stream()
                .flatMap(reason -> message(Optional.of(reason)).stream())
                .toList();
        return failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
    }

    private void stopRouter(RouterRun router) throws InterruptedException {
        parts.routers().remove(router);
        parts.processes().countRouter(router.id(), false);
        for (String component :
                router.running().components().stream().map(one -> one.id()).toList()) {
            router.stopComponent(component, parts.host(), parts.services());
        }
        router.running().listeners().forEach(listener -> parts.ports().remove(listener.name()));
        try {
            router.close(ROUTER_DEADLINE).get(2 * ROUTER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("router {} did not end in an orderly way", router.id(), e);
        }
    }

    /**
     * Returns the sessions or connections that a change concerns now, such as {@code 3 sessions}; empty if they cannot
     * be counted.
     */
    private String concerned(Operation operation, Change change) {
        if (!(operation instanceof Operation.OnRouter onRouter) || change.action() == Change.Action.ADDED) {
            return "";
        }
        RouterRun router = router(onRouter.router());
        if (operation instanceof Operation.RemoveRealm remove) {
            return sessions(realm(router, remove.realm()).sessions());
        }
        if (operation instanceof Operation.UpdateRealm update && change.subject() == Change.Subject.ROLE) {
            String role = change.name().substring(update.realm().name().length() + 1);
            return sessions(realm(router, update.realm().name()).sessions(role));
        }
        if (operation instanceof Operation.CloseListener close) {
            return connections(router.connections(close.listener()));
        }
        return operation instanceof Operation.MoveListener move ? connections(router.connections(move.before())) : "";
    }

    private static String sessions(int number) {
        return number + (number == 1 ? " session" : " sessions");
    }

    private static String connections(int number) {
        return number + (number == 1 ? " connection" : " connections");
    }
}
