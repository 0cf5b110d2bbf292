package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.cluster.nats.JetStreamStoreOptions;
import io.aerostat.node.config.ClusterStores;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.type.Types;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.store.FileEventStore;
import io.aerostat.store.FileStoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The keys of a realm's store, which keeps the history of events and, if configured, retained events. */
final class StoreGrammar {
    private static final int MAX_EVENTS = 1_000_000;
    private static final int MAX_EVENTS_IN_FILE = 1_000_000_000;

    private static final Field<String> URI = Field.required("uri", text(), "The topic or pattern.");
    private static final Field<MatchPolicy> MATCH = Field.withDefault(
            "match",
            choice(MatchPolicy::wire, MatchPolicy.values()),
            "\"exact\"",
            "How topics are compared with `uri`.");
    private static final ObjectType<Rule> RULE = rule("event history", MAX_EVENTS);
    private static final ObjectType<Rule> FILE_RULE = rule("event history in a file", MAX_EVENTS_IN_FILE);

    private static final Field<Integer> LIMIT = Field.withDefault(
            "limit",
            integer(1, MAX_EVENTS),
            "100",
            "How many events of a topic or pattern are stored if its entry has no `limit`.");
    private static final Field<List<Rule>> EVENT_HISTORY =
            Field.withDefault("event-history", list(RULE), "[]", "The topics and patterns whose events are stored.");

    private static final Field<HistoryFormat> FORMAT = Field.withDefault(
            "format",
            choice(format -> format.name().toLowerCase(Locale.ROOT), HistoryFormat.values()),
            "\"crossbar\"",
            "The form in which `wamp.subscription.get_events` answers calls that have no filter except `limit`. With "
                    + "`crossbar`, the result is one list of Crossbar.io's records, newest first; with "
                    + "`specification`, each event is an argument, oldest first.");

    private static final Field<Optional<LocatedValue>> CALL_QUEUE = Field.ignoredAlike(
            "call-queue",
            "The procedures whose calls wait for a free callee. The `concurrency` of a registration decides whether "
                    + "calls wait.");

    private static final Field<Integer> FILE_LIMIT = Field.withDefault(
            "limit",
            integer(1, MAX_EVENTS_IN_FILE),
            "100",
            "How many events of a topic or pattern are stored if its entry has no `limit`.");

    private static final Field<List<Rule>> FILE_HISTORY = Field.withDefault(
            "event-history", list(FILE_RULE), "[]", "The topics and patterns whose events are stored.");

    /** The folder of a store. No file service serves the file of the store. */
    private static final ValueType<Path> FOLDER_OF_STORE = path(words("a path")).checked((path, at) -> {
        Path folder = at.reading().resolve(path);
        FileEventStore store = new FileEventStore(folder, FileStoreOptions.DEFAULT);
        at.reading().keepPrivate(store.file());
        at.reading().keepPrivate(store.journal());
        return Optional.of(folder);
    });

    private static final Field<Path> FOLDER = Field.required(
            "path",
            FOLDER_OF_STORE,
            "The folder of the store, relative to this file. The node creates the folder if necessary. Realms of one "
                    + "node may share a folder if all other keys of their stores are equal; two nodes cannot share a "
                    + "folder.");

    private static final Field<Boolean> SYNC = Field.withDefault(
            "sync",
            bool(),
            "true",
            "Whether a publication is acknowledged only after the disk has the event, so that the event survives a "
                    + "loss of power. With `false`, acknowledged events survive a crash of the process, but not always "
                    + "a loss of power.");

    private static final Field<Integer> MEGABYTES = Field.withDefault(
            "max_megabytes",
            atLeast(1),
            "1024",
            "The total size of the stored events of one topic or pattern, in megabytes. If they exceed this size, the "
                    + "oldest events are removed.");

    private static final Field<Duration> AGE = Field.withDefault(
            "max_age",
            atLeast(0).map(Duration::ofSeconds),
            "0",
            "The number of seconds after which an event is removed; 0 means no limit.");

    private static final ObjectType<UnaryOperator<BrokerOptions>> FILE_STORE = ObjectType.named(
                    "file store",
                    "The history of events and the retained events are stored in a file, and survive a "
                            + "restart or a crash of the node.")
            .fields(
                    Field.required("type", word("file"), "The kind of store."),
                    FOLDER,
                    SYNC,
                    MEGABYTES,
                    AGE,
                    FILE_LIMIT,
                    FILE_HISTORY,
                    FORMAT,
                    CALL_QUEUE)
            .into(values -> options -> options.withHistory(history(values.get(FILE_HISTORY), values.get(FILE_LIMIT)))
                    .withHistoryFormat(values.get(FORMAT))
                    .withEventStore(new FileEventStore(
                            values.get(FOLDER),
                            FileStoreOptions.DEFAULT
                                    .withSync(values.get(SYNC))
                                    .withBounds(values.get(MEGABYTES) * 1_048_576L, values.get(AGE)))));

    private static final Field<Optional<Path>> FOLDER_OF_DATABASE = Field.optional(
            "path",
            FOLDER_OF_STORE,
            "The folder of the store, relative to this file. Without this key, events are stored in memory.");

    private static final ObjectType<UnaryOperator<BrokerOptions>> CFXDB_STORE = ObjectType.named(
                    "cfxdb store",
                    "The database of another edition of Crossbar.io. In Aerostat, it acts as a file store in the same "
                            + "folder.")
            .fields(
                    Field.required("type", word("cfxdb"), "The kind of store.")
                            .noticed("found \"cfxdb\", a database of another edition of Crossbar.io: it acts as "
                                    + "\"file\" in the same folder, or as \"memory\" without a path"),
                    LIMIT,
                    EVENT_HISTORY,
                    FORMAT,
                    CALL_QUEUE,
                    FOLDER_OF_DATABASE,
                    SYNC,
                    ignored(
                            "maxsize",
                            "The size of the database. Aerostat applies the bounds of a file store instead."),
                    ignored("readonly", "Whether the database is read-only. Aerostat always writes to the store."),
                    ignored("max-buffer", "How many events the database buffers. Aerostat needs no buffer."),
                    ignored("buffer-flush", "How long the database buffers events."))
            .into(values -> options -> {
                BrokerOptions with = options.withHistory(history(values.get(EVENT_HISTORY), values.get(LIMIT)))
                        .withHistoryFormat(values.get(FORMAT));
                return values.get(FOLDER_OF_DATABASE)
                        .map(folder -> with.withEventStore(
                                new FileEventStore(folder, FileStoreOptions.DEFAULT.withSync(values.get(SYNC)))))
                        .orElse(with);
            });

    private static final Field<Integer> REPLICAS = Field.withDefault(
            "replicas",
            integer(1, 5),
            Integer.toString(JetStreamStoreOptions.DEFAULT.replicas()),
            "The number of NATS servers that store each event. With three or five servers, events survive the loss of "
                    + "one.");

    private static final ObjectType<UnaryOperator<BrokerOptions>> JETSTREAM_STORE = ObjectType.named(
                    "jetstream store",
                    "Events and copies of retained events are stored in JetStream, or in each node's memory if NATS "
                            + "has no JetStream.")
            .fields(
                    Field.required("type", word("jetstream"), "The kind of store."),
                    REPLICAS,
                    MEGABYTES,
                    AGE,
                    LIMIT,
                    EVENT_HISTORY,
                    FORMAT,
                    CALL_QUEUE)
            .into(values -> options -> options.withHistory(history(values.get(EVENT_HISTORY), values.get(LIMIT)))
                    .withHistoryFormat(values.get(FORMAT))
                    .withEventStore(ClusterStores.described(JetStreamStoreOptions.DEFAULT
                            .withReplicas(values.get(REPLICAS))
                            .withBounds(values.get(MEGABYTES) * 1_048_576L, values.get(AGE)))));

    /** The key {@code store}, read into a function that changes the options of the broker. */
    static final TaggedType<UnaryOperator<BrokerOptions>> STORE = TaggedType.<UnaryOperator<BrokerOptions>>named(
                    "store",
                    "Where a realm stores the history of events. Types other than `memory` store retained events, too.")
            .with(
                    "memory",
                    ObjectType.named("memory store", "Events are stored in memory until the node ends.")
                            .fields(
                                    Field.required("type", word("memory"), "The kind of store."),
                                    LIMIT,
                                    EVENT_HISTORY,
                                    FORMAT,
                                    CALL_QUEUE)
                            .into(values -> options -> options.withHistory(
                                            history(values.get(EVENT_HISTORY), values.get(LIMIT)))
                                    .withHistoryFormat(values.get(FORMAT))))
            .with("file", FILE_STORE)
            .with("jetstream", JETSTREAM_STORE)
            .with("cfxdb", CFXDB_STORE)
            .complete();

    private StoreGrammar() {}

    private static Field<Optional<LocatedValue>> ignored(String key, String meaning) {
        return Field.optional(key, Types.anything(), meaning);
    }

    private static ObjectType<Rule> rule(String name, int maximum) {
        Field<Optional<Integer>> limit = Field.optional(
                "limit",
                integer(1, maximum),
                "How many events are stored. Without this key, the `limit` of the store applies.");
        return ObjectType.named(name, "A topic or pattern whose newest events are stored.")
                .fields(URI, MATCH, limit)
                .check(StoreGrammar::patternIsLegal)
                .into(values -> new Rule(values.get(URI), values.get(MATCH), values.get(limit)));
    }

    private static List<HistoryRule> history(List<Rule> rules, int limit) {
        return rules.stream().map(rule -> rule.withLimit(limit)).toList();
    }

    private static boolean patternIsLegal(LocatedObject rule, Reading reading) {
        Optional<LocatedValue> uri = rule.member("uri");
        Optional<String> text = uri.flatMap(LocatedValue::text);
        MatchPolicy match = rule.member("match")
                .flatMap(LocatedValue::text)
                .flatMap(MatchPolicy::ofWire)
                .orElse(MatchPolicy.EXACT);
        if (text.isPresent() && !UriCheck.LOOSE.isPattern(text.get(), match)) {
            reading.member("uri").wrong(uri.get(), "a URI pattern for match \"" + match.wire() + "\"");
            return false;
        }
        return true;
    }

    private record Rule(String uri, MatchPolicy match, Optional<Integer> limit) {
        HistoryRule withLimit(int otherwise) {
            return new HistoryRule(uri, match, limit.orElse(otherwise));
        }
    }
}
