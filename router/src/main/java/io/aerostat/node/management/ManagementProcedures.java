package io.aerostat.node.management;

import io.aerostat.node.reload.ReloadReport;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmProcedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** The procedures {@code aerostat.node.*}. Each returns one map. */
public final class ManagementProcedures {
    /** The prefix of all these procedures. */
    public static final String PREFIX = "aerostat.node.";

    /** Reloads the configuration file; returns the values of a {@link ReloadReport}. */
    public static final String RELOAD = PREFIX + "reload";

    /** Reports what a reload would do; returns the values of a {@link ReloadReport}. */
    public static final String DRY_RUN = PREFIX + "dry_run";

    /** Returns facts and numbers of the node. */
    public static final String STATUS = PREFIX + "status";

    /** Ends the node. */
    public static final String STOP = PREFIX + "stop";

    /** Returns the cluster as the node sees it; an empty map if the node is in no cluster. */
    public static final String CLUSTER = PREFIX + "cluster";

    /** Sets the log level to its argument: error, warn, info, debug or trace. */
    public static final String LOG_LEVEL = PREFIX + "log_level";

    /** Returns the counters of the routers. */
    public static final String NUMBERS = PREFIX + "numbers";

    /** Returns the realms with their counters, in pages. */
    public static final String REALMS = PREFIX + "realms";

    /** Returns the sessions of a realm that match a filter, in pages. */
    public static final String SESSIONS = PREFIX + "sessions";

    /** Returns one session of a realm. */
    public static final String SESSION = PREFIX + "session";

    /** Returns the sessions of a realm that have queued bytes or dropped events. */
    public static final String SLOW_CONSUMERS = PREFIX + "slow_consumers";

    /** Returns one level of the tree of registered procedures, in pages. */
    public static final String REGISTRATIONS = PREFIX + "registrations";

    /** Returns one level of the tree of subscribed topics, in pages. */
    public static final String SUBSCRIPTIONS = PREFIX + "subscriptions";

    /** Ends a session of a realm. */
    public static final String KILL_SESSION = PREFIX + "kill_session";

    /** Returns the procedures and topics of a realm that have a contract. */
    public static final String CONTRACTS = PREFIX + "contracts";

    /** Returns the contract of a procedure or topic. */
    public static final String CONTRACT = PREFIX + "contract";

    /** Returns messages of a session; the first call begins to trace the session. */
    public static final String TRACE = PREFIX + "trace";

    /** Returns messages of a session as {@link #TRACE} does, with their payloads. */
    public static final String TRACE_PAYLOADS = PREFIX + "trace_payloads";

    /** Ends the trace of a session. */
    public static final String END_TRACE = PREFIX + "end_trace";

    /** Returns the containers, guests and components with their states. */
    public static final String WORKERS = PREFIX + "workers";

    /** Returns the last lines that a container or guest has written. */
    public static final String WORKER_OUTPUT = PREFIX + "worker_output";

    /** Ends a container, guest or component, and starts it again. */
    public static final String RESTART_WORKER = PREFIX + "restart_worker";

    /** Returns the running configuration without secrets. */
    public static final String CONFIGURATION = PREFIX + "configuration";

    private static final int LONGEST_FACT = 100;

    private final Map<String, RealmProcedure> procedures = new LinkedHashMap<>();

    public ManagementProcedures(NodeControl node, NodeInspection inspection) {
        procedures.put(RELOAD, audited(inspection, RELOAD, arguments -> report(node.reload(false))));
        procedures.put(DRY_RUN, arguments -> report(node.reload(true)));
        procedures.put(STATUS, arguments -> answer(node.status()));
        procedures.put(CLUSTER, arguments -> answer(inspection.cluster()));
        procedures.put(STOP, audited(inspection, STOP, arguments -> {
            long seconds = node.stop().toSeconds();
            return answer(Map.of("pid", ProcessHandle.current().pid(), "seconds", seconds));
        }));
        procedures.put(LOG_LEVEL, audited(inspection, LOG_LEVEL, arguments -> answer(logLevel(node, arguments))));
        QueryThread thread = new QueryThread();
        new NodeNumbers(inspection, thread).addTo(procedures);
        new RealmQueries(inspection, thread).addTo(procedures);
        new ContractQueries(inspection).addTo(procedures);
        new TraceProcedures(inspection, thread).addTo(procedures);
        new WorkerProcedures(inspection).addTo(procedures);
    }

    /** Returns a procedure that writes each of its calls to the audit log. */
    private static RealmProcedure audited(NodeInspection node, String uri, RealmProcedure procedure) {
        return new CallerProcedure((caller, arguments) -> {
            node.audit(caller, uri, facts(arguments));
            return procedure.call(arguments);
        });
    }

    private static Map<String, Object> facts(PayloadValues arguments) {
        return !arguments.args().isEmpty() && arguments.args().get(0) instanceof String text
                ? Map.of("argument", text.length() > LONGEST_FACT ? text.substring(0, LONGEST_FACT) + "…" : text)
                : Map.of();
    }

    /** Returns the URIs of the procedures. */
    Set<String> uris() {
        return Set.copyOf(procedures.keySet());
    }

    /** Returns one of the procedures. */
    RealmProcedure procedure(String uri) {
        return Objects.requireNonNull(procedures.get(uri), uri);
    }

    /** Registers the procedures in a realm. */
    public void registerIn(RealmAdministration realm) {
        procedures.forEach(realm::register);
    }

    private static CompletionStage<PayloadValues> report(CompletableFuture<ReloadReport> reload) {
        // A refused reload is also an answer, not a bug.
        return reload.handle((report, failure) -> failure == null
                        ? report.values()
                        : ReloadReport.refused(false, List.of(message(failure))).values())
                .thenApply(ManagementProcedures::result);
    }

    private static String message(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(failure instanceof IllegalStateException ? failure.getMessage() : cause.getMessage());
    }

    private static Map<String, Object> logLevel(NodeControl node, PayloadValues arguments) {
        String wanted = arguments.args().isEmpty()
                ? ""
                : String.valueOf(arguments.args().get(0));
        Optional<Level> level = Stream.of(Level.values())
                .filter(known -> known.name().equalsIgnoreCase(wanted))
                .findFirst();
        level.ifPresent(node::logLevel);
        return level.isPresent()
                ? Map.of("level", level.get().name().toLowerCase(Locale.ROOT))
                : Map.of("problem", "found no such level (expected error, warn, info, debug or trace)");
    }

    private static CompletionStage<PayloadValues> answer(Map<String, Object> values) {
        return CompletableFuture.completedFuture(result(values));
    }

    private static PayloadValues result(Map<String, Object> values) {
        return new PayloadValues(List.of(values), Map.of());
    }
}
