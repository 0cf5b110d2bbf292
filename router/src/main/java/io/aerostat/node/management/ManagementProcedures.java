package io.aerostat.node.management;

import io.aerostat.node.reload.ReloadReport;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmProcedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** The procedures {@code aerostat.node.*}. Each returns one map. */
public final class ManagementProcedures {
    /** The prefix of all of them. */
    public static final String PREFIX = "aerostat.node.";

    /** Reloads the configuration file; returns the values of a {@link ReloadReport}. */
    public static final String RELOAD = PREFIX + "reload";

    /** Reports what a reload would do, in the same form. */
    public static final String DRY_RUN = PREFIX + "dry_run";

    /** Returns facts and numbers of the node. */
    public static final String STATUS = PREFIX + "status";

    /** Ends the node. */
    public static final String STOP = PREFIX + "stop";

    /** Returns the cluster as the node sees it; an empty map if the node is in no cluster. */
    public static final String CLUSTER = PREFIX + "cluster";

    /** Sets the log level that is its argument: error, warn, info, debug or trace. */
    public static final String LOG_LEVEL = PREFIX + "log_level";

    private final Map<String, RealmProcedure> procedures = new LinkedHashMap<>();

    /** @param cluster returns the cluster as the node sees it */
    public ManagementProcedures(NodeControl node, Supplier<Map<String, Object>> cluster) {
        procedures.put(RELOAD, arguments -> report(node.reload(false)));
        procedures.put(DRY_RUN, arguments -> report(node.reload(true)));
        procedures.put(STATUS, arguments -> answer(node.status()));
        procedures.put(CLUSTER, arguments -> answer(cluster.get()));
        procedures.put(STOP, arguments -> {
            node.stop();
            return answer(Map.of("pid", ProcessHandle.current().pid()));
        });
        procedures.put(LOG_LEVEL, arguments -> answer(logLevel(node, arguments)));
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
