package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.either;
import static io.aerostat.node.config.type.Types.expandedText;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.host.supervision.NodeShutdownPolicy.Trigger;
import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.Management;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.worker.Manhole;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys of a node's {@code controller}. */
final class ControllerGrammar {
    private static final ValueType<Trigger> TRIGGER =
            choice(trigger -> "shutdown_on_" + trigger.name().toLowerCase(Locale.ROOT), Trigger.values());

    private static final Field<Optional<String>> TITLE = Field.optional("title", text(), "A name for people to read.");

    private static final Field<List<Trigger>> SHUTDOWN = Field.withDefault(
            "shutdown",
            either(word -> true, TRIGGER.map(List::of), list(TRIGGER)),
            "[]",
            "The events after which the node ends by itself. Without this key, workers that fail are started again, "
                    + "and the node keeps running.");

    private static final Field<Boolean> PARALLEL = Field.withDefault(
            "enable_parallel_worker_start",
            bool(),
            "false",
            "Whether each worker starts without waiting for the worker before it.");

    private static final Field<Duration> STATISTICS = Field.withDefault(
            "statistics_interval",
            integer(0, 86_400).map(Duration::ofSeconds),
            "0",
            "The interval in seconds at which the node logs its statistics; 0 means never. The service `nodeinfo` "
                    + "shows the statistics at any time.");

    private static final Field<Boolean> RELOAD = Field.withDefault(
            "reload_on_change",
            bool(),
            "false",
            "Whether the node checks this file for changes every second, and reloads a changed file as on SIGHUP.");
    private static final Field<Duration> DRAIN_NOTICE = Field.withDefault(
            "drain_notice",
            integer(0, 300).map(Duration::ofSeconds),
            "0",
            "The number of seconds from SIGTERM until the listeners are closed. Readiness probes fail during this "
                    + "time, so that load balancers stop sending clients.");

    /**
     * Refuses percent signs, because Logback derives the names of archived files from a pattern in which percent signs
     * have a special meaning.
     */
    private static final ValueType<Path> AUDIT_PATH = FileTypes.PRIVATE_FILE.checked((file, at) -> {
        if (file.toString().indexOf('%') >= 0) {
            at.problem("found a path with % (expected one without: " + file + ")");
            return Optional.empty();
        }
        return Optional.of(file);
    });

    private static final Field<Path> AUDIT_FILE = Field.required(
            "file",
            AUDIT_PATH,
            "The path of the file, relative to this file. The node creates its folder if necessary.");
    private static final Field<Integer> AUDIT_FILE_SIZE = Field.withDefault(
            "max_file_size",
            integer(10_000, Integer.MAX_VALUE),
            "10000000",
            "The size in bytes at which the file is archived, that is, compressed under a name with its day and a "
                    + "number.");
    private static final Field<Integer> AUDIT_DAYS = Field.withDefault(
            "max_days", integer(1, 3_650), "30", "The number of days after which archived files are removed.");
    private static final Field<Integer> AUDIT_TOTAL = Field.withDefault(
            "max_total_size",
            integer(10_000, Integer.MAX_VALUE),
            "1000000000",
            "The largest total size of archived files in bytes; if they exceed this size, the oldest files are "
                    + "removed.");

    private static final Field<Optional<AuditLogOptions>> AUDIT_LOG = Field.optional(
            "audit_log",
            either(
                    text -> true,
                    AUDIT_PATH.map(AuditLogOptions::of),
                    ObjectType.named(
                                    "audit log",
                                    "A file with a line of JSON for each session that joins, is refused or leaves, "
                                            + "and for each request without permission.")
                            .fields(AUDIT_FILE, AUDIT_FILE_SIZE, AUDIT_DAYS, AUDIT_TOTAL)
                            .into(values -> new AuditLogOptions(
                                    values.get(AUDIT_FILE),
                                    values.get(AUDIT_FILE_SIZE),
                                    values.get(AUDIT_DAYS),
                                    values.get(AUDIT_TOTAL),
                                    values.origin()))),
            "The path of the audit log, or an object with this path. The audit log has a line of JSON for each session "
                    + "that joins, is refused or leaves, and for each request without permission. Without this key, "
                    + "there is no audit log.");

    private static final Field<Options> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("controller options", "Options of the node itself.")
                    .fields(TITLE, SHUTDOWN, PARALLEL, STATISTICS, DRAIN_NOTICE, AUDIT_LOG, RELOAD)
                    .into(values -> new Options(
                            values.get(TITLE),
                            values.get(SHUTDOWN),
                            values.get(PARALLEL),
                            values.get(STATISTICS),
                            values.get(DRAIN_NOTICE),
                            values.get(AUDIT_LOG).map(log -> log.at(place(values.origin(), "audit_log"))),
                            values.get(RELOAD))),
            "{}",
            "Options of the node itself.");

    private static final Field<Optional<String>> ID = Field.optional("id", Names.ID, "The name of the node.");

    private static final Field<Boolean> ENABLED =
            Field.withDefault("enabled", bool(), "true", "Whether the node can be managed while it runs.");

    private static final Field<Optional<Path>> SOCKET = Field.optional(
            "socket",
            FileTypes.socket(expandedText("the path of a socket")),
            "The path of the Unix domain socket, relative to this file, through which the node's user manages the "
                    + "node. By default, the socket is beside this file and has its name with `.sock` added. $VAR "
                    + "and ${VAR} stand for environment variables.");

    private static final Field<Optional<String>> REALM = Field.optional(
            "realm",
            Names.REALM,
            "A realm of a router of this node in which the procedures `aerostat.node.*` are also registered. A role"
                    + " needs a permission whose `uri` begins with `aerostat.node.`.");

    private static final ObjectType<Management> MANAGEMENT_TYPE = ObjectType.named(
                    "management", "How the node is managed while it runs.")
            .fields(ENABLED, SOCKET, REALM)
            .into(values -> new Management(values.get(ENABLED), values.get(SOCKET), values.get(REALM)));

    private static final Field<Management> MANAGEMENT = Field.withDefault(
            "management", MANAGEMENT_TYPE, "{}", "How the node is managed while it runs: status, reload, stop.");

    static final ObjectType<Controller> CONTROLLER = ObjectType.named("controller", "The options of the node itself.")
            .fields(
                    ID,
                    OPTIONS,
                    MANAGEMENT,
                    Field.ignoredAlike("connections", "Database connections."),
                    Manhole.FIELD,
                    Field.ignoredAlike("keyring", "Where keys are kept."))
            .refused("fabric", "belongs to another edition of Crossbar.io: nodes share realms as a \"cluster\"")
            .refused("fabric-center", "belongs to another edition of Crossbar.io: nodes share realms as a \"cluster\"")
            .refused("blockchain", "belongs to another edition of Crossbar.io, and is retired")
            .refused("enable_docker", "belongs to another edition of Crossbar.io: start containers as guests")
            .into(values -> {
                Options options = values.get(OPTIONS);
                return new Controller(
                        values.get(ID),
                        options.title,
                        Set.copyOf(options.shutdown),
                        options.parallelWorkerStart,
                        options.statisticsInterval,
                        options.drainNotice,
                        options.auditLog,
                        options.reloadOnChange,
                        values.get(MANAGEMENT));
            });

    private ControllerGrammar() {}

    private static Origin place(Origin object, String key) {
        return new Origin(object.path() + "." + key, object.line(), object.column());
    }

    private record Options(
            Optional<String> title,
            List<Trigger> shutdown,
            boolean parallelWorkerStart,
            Duration statisticsInterval,
            Duration drainNotice,
            Optional<AuditLogOptions> auditLog,
            boolean reloadOnChange) {}

    /**
     * Returns the management options of a node whose configuration may have problems elsewhere.
     *
     * @return empty if the options themselves have a problem
     */
    static Optional<Management> management(LocatedValue node, Reading reading) {
        Optional<LocatedValue> options =
                node.member("controller").flatMap(controller -> controller.member("management"));
        return options.isEmpty() ? Optional.of(Management.DEFAULT) : MANAGEMENT_TYPE.read(options.get(), reading);
    }
}
