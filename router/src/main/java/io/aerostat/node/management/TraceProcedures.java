package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.inventory.TracedMessage;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmCaller;
import io.aerostat.router.realm.RealmProcedure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The procedures that show the messages of one session. A separate procedure shows payloads, so that a role can be
 * permitted to trace messages without their payloads.
 */
final class TraceProcedures {
    /** How long a trace continues without a further call. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int PAGE = 100;

    private final NodeInspection node;
    private final QueryThread thread;

    TraceProcedures(NodeInspection node, QueryThread thread) {
        this.node = node;
        this.thread = thread;
    }

    void addTo(Map<String, RealmProcedure> procedures) {
        procedures.put(
                ManagementProcedures.TRACE,
                new CallerProcedure((caller, values) -> trace(caller, values, ManagementProcedures.TRACE, false)));
        procedures.put(
                ManagementProcedures.TRACE_PAYLOADS,
                new CallerProcedure(
                        (caller, values) -> trace(caller, values, ManagementProcedures.TRACE_PAYLOADS, true)));
        procedures.put(ManagementProcedures.END_TRACE, new CallerProcedure(this::end));
    }

    private CompletionStage<PayloadValues> trace(
            RealmCaller caller, PayloadValues values, String procedure, boolean withPayloads) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        long id = arguments.session(1, "session");
        long after = arguments.number("after", 0);
        int limit = (int) Math.max(1, Math.min(arguments.number("limit", PAGE), RealmInventory.LARGEST_PAGE));
        return thread.watch(() -> realm.trace(id, new TraceQuery(after, limit, withPayloads, PATIENCE))
                .exceptionally(TraceProcedures::tooMany)
                .thenApplyAsync(
                        found -> {
                            TracePage page = found.orElseThrow(() -> QueryArguments.noSuchSession(id));
                            if (page.begins()) {
                                node.audit(caller, procedure, Map.of("session", id));
                            }
                            return values(page);
                        },
                        thread.executor()));
    }

    private static Optional<TracePage> tooMany(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        if (cause instanceof IllegalStateException) {
            throw new ProcedureException(ErrorUris.LIMIT_EXCEEDED, String.valueOf(cause.getMessage()));
        }
        throw new CompletionException(cause);
    }

    private static Map<String, Object> values(TracePage page) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "messages",
                page.messages().stream().map(TraceProcedures::values).toList());
        values.put("next", page.next());
        values.put("lost", page.lost());
        values.put("ended", page.ended());
        return values;
    }

    private static Map<String, Object> values(TracedMessage message) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("time", message.time().truncatedTo(ChronoUnit.MICROS).toString());
        values.put("from", message.isReceived() ? "client" : "router");
        values.put("type", message.type().name());
        values.putAll(message.ids());
        values.put("uri", message.uri());
        values.put("payload_size", message.payloadSize());
        values.put("outcome", message.outcome());
        @Nullable Payload payload = message.payload();
        if (payload != null) {
            PayloadValues arguments = Serializers.of(payload.serialization()).values(payload);
            values.put("args", arguments.args());
            values.put("kwargs", arguments.kwargs());
        }
        return values;
    }

    private CompletionStage<PayloadValues> end(RealmCaller caller, PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        long id = arguments.session(1, "session");
        if (!realm.endTrace(id)) {
            throw new ProcedureException(
                    ErrorUris.NO_SUCH_SESSION, "no session with ID " + id + " is traced in this realm");
        }
        node.audit(caller, ManagementProcedures.END_TRACE, Map.of("session", id));
        return CompletableFuture.completedFuture(new PayloadValues(List.of(Map.of("session", id)), Map.of()));
    }
}
