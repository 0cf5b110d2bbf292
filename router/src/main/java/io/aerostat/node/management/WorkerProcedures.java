package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmCaller;
import io.aerostat.router.realm.RealmProcedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The procedures that show containers, guests and components, start them again, and show the configuration. */
final class WorkerProcedures {
    private final NodeInspection node;

    WorkerProcedures(NodeInspection node) {
        this.node = node;
    }

    void addTo(Map<String, RealmProcedure> procedures) {
        procedures.put(
                ManagementProcedures.WORKERS,
                arguments -> answer(Map.of(
                        "workers",
                        node.workers().stream().map(WorkerProcedures::values).toList())));
        procedures.put(ManagementProcedures.WORKER_OUTPUT, this::output);
        procedures.put(ManagementProcedures.RESTART_WORKER, new CallerProcedure(this::restart));
        procedures.put(
                ManagementProcedures.CONFIGURATION, arguments -> answer(Map.of("configuration", node.configuration())));
    }

    private static Map<String, Object> values(WorkerView worker) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("worker", worker.name());
        values.put("state", worker.state());
        values.put("cause", worker.cause());
        values.put("starts", worker.starts());
        return values;
    }

    private CompletionStage<PayloadValues> output(PayloadValues values) {
        String worker = new QueryArguments(values).text(0, "worker");
        List<String> lines = node.output(worker).orElseThrow(() -> noSuchWorker(worker));
        return answer(Map.of("worker", worker, "lines", lines));
    }

    private CompletionStage<PayloadValues> restart(RealmCaller caller, PayloadValues values) {
        String worker = new QueryArguments(values).text(0, "worker");
        if (node.workers().stream().noneMatch(one -> one.name().equals(worker))) {
            throw noSuchWorker(worker);
        }
        try {
            node.restart(worker);
        } catch (IllegalStateException refused) {
            throw new ProcedureException(ErrorUris.RUNTIME_ERROR, worker + ": not restarted: " + refused.getMessage());
        }
        node.audit(caller, ManagementProcedures.RESTART_WORKER, Map.of("worker", worker));
        return answer(Map.of("worker", worker));
    }

    private static ProcedureException noSuchWorker(String name) {
        return new ProcedureException(
                ErrorUris.INVALID_ARGUMENT,
                "worker: found \"" + name + "\" (expected a name that aerostat.node.workers returns)");
    }

    private static CompletionStage<PayloadValues> answer(Map<String, Object> values) {
        return CompletableFuture.completedFuture(new PayloadValues(List.of(values), Map.of()));
    }
}
