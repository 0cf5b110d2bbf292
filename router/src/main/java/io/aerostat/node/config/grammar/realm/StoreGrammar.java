package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The store of a realm, which keeps the history of events. */
final class StoreGrammar {
    private static final int MAX_EVENTS = 1_000_000;

    private static final Field<String> URI = Field.required("uri", text(), "The topic or pattern.");
    private static final Field<MatchPolicy> MATCH = Field.withDefault(
            "match",
            choice(MatchPolicy::wire, MatchPolicy.values()),
            "\"exact\"",
            "How topics are compared with `uri`.");
    private static final Field<Optional<Integer>> RULE_LIMIT = Field.optional(
            "limit",
            integer(1, MAX_EVENTS),
            "How many events are stored. Without this key, the `limit` of the store applies.");

    private static final ObjectType<Rule> RULE = ObjectType.named(
                    "event history", "A topic or pattern whose newest events are stored.")
            .fields(URI, MATCH, RULE_LIMIT)
            .check(StoreGrammar::patternIsLegal)
            .into(values -> new Rule(values.get(URI), values.get(MATCH), values.get(RULE_LIMIT)));

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

    private static final TaggedType<UnaryOperator<BrokerOptions>> STORE =
            TaggedType.<UnaryOperator<BrokerOptions>>named("store", "Where a realm stores the history of events.")
                    .with(
                            "memory",
                            ObjectType.named("memory store", "Events are stored in memory until the node ends.")
                                    .fields(
                                            Field.required("type", word("memory"), "The kind of store."),
                                            LIMIT,
                                            EVENT_HISTORY,
                                            FORMAT,
                                            Field.withoutEffect(
                                                    "call-queue",
                                                    "the `concurrency` of a registration decides whether calls wait"))
                                    .into(values -> options ->
                                            options.withHistory(history(values)).withHistoryFormat(values.get(FORMAT))))
                    .planned("cfxdb");

    /** The key {@code store}, read into a function that changes the options of the broker. */
    static final Field<Optional<UnaryOperator<BrokerOptions>>> FIELD =
            Field.optional("store", STORE, "Where past events are stored for clients that request them.");

    private StoreGrammar() {}

    private static List<HistoryRule> history(Values values) {
        return values.get(EVENT_HISTORY).stream()
                .map(rule -> rule.withLimit(values.get(LIMIT)))
                .toList();
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
