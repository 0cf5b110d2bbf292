package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.CheckedMessage;
import io.aerostat.validation.EncodedPayloads;
import io.aerostat.validation.InvalidSchemaFileException;
import io.aerostat.validation.SchemaContracts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The keys of a realm's contracts: which payloads its procedures and topics take. */
final class ContractGrammar {
    private static final String SCHEMA = "a file with a JSON Schema";

    private static final Field<String> URI =
            Field.required("uri", text(), "The procedure and topic, or the pattern of procedures and topics.");

    private static final Field<MatchPolicy> MATCH = Field.withDefault(
            "match",
            choice(MatchPolicy::wire, MatchPolicy.values()),
            "\"exact\"",
            "How procedures and topics are compared with `uri`.");

    private static final Field<Optional<SchemaFile>> CALL =
            Field.optional("call", SchemaFile.named(SCHEMA), "The schema of the arguments of calls.");

    private static final Field<Optional<SchemaFile>> RESULT =
            Field.optional("result", SchemaFile.named(SCHEMA), "The schema of the results of calls.");

    private static final Field<Optional<SchemaFile>> EVENT =
            Field.optional("event", SchemaFile.named(SCHEMA), "The schema of the arguments of events.");

    private static final ObjectType<Rule> RULE = ObjectType.named(
                    "schemas of a URI", "JSON Schemas (2020-12) of the payloads of a URI or pattern.")
            .fields(URI, MATCH, CALL, RESULT, EVENT)
            .into(values -> new Rule(
                    values.get(URI), values.get(MATCH), values.get(CALL), values.get(RESULT), values.get(EVENT)));

    private static final Field<List<SchemaFile>> DESCRIPTIONS = Field.withDefault(
            "descriptions",
            list(SchemaFile.named("a file with the description of a contract")),
            "[]",
            "Files with descriptions of contracts, as `aerostat-schema` writes them.");

    private static final Field<List<Rule>> SCHEMAS =
            Field.withDefault("schemas", list(RULE), "[]", "Files with JSON Schemas of single URIs and patterns.");

    private static final Field<List<CheckedMessage>> CHECK = Field.withDefault(
            "check",
            list(choice(CheckedMessage::word, CheckedMessage.values())),
            "[\"call\", \"event\"]",
            "The payloads that are checked: `call` means the arguments of calls, `event` the arguments of "
                    + "publications, `result` the results of callees. With `[]`, the router only describes the "
                    + "contracts.");

    private static final Field<EncodedPayloads> PASSTHRU = Field.withDefault(
            "passthru",
            choice(treatment -> treatment.name().toLowerCase(Locale.ROOT), EncodedPayloads.values()),
            "\"refuse\"",
            "How the router treats payloads in passthru mode, which it cannot read, if their URI has a schema.");

    private static final Field<Integer> MAX_BYTES = Field.withDefault(
            "max_bytes",
            atLeast(1),
            "1048576",
            "The size of the largest payload that fits a schema, in bytes. Larger payloads are refused unread.");

    /** The contracts of a realm or template. */
    static final ValueType<Contracts> CONTRACTS = ObjectType.named(
                    "contracts", "The payloads of procedures and topics, which the router checks and describes.")
            .fields(DESCRIPTIONS, SCHEMAS, CHECK, PASSTHRU, MAX_BYTES)
            .into(values -> new Described(
                    values.get(DESCRIPTIONS),
                    values.get(SCHEMAS),
                    new CheckOptions(Set.copyOf(values.get(CHECK)), values.get(PASSTHRU), values.get(MAX_BYTES))))
            .checked(ContractGrammar::compiled);

    private record Rule(
            String uri,
            MatchPolicy match,
            Optional<SchemaFile> call,
            Optional<SchemaFile> result,
            Optional<SchemaFile> event) {}

    private record Described(List<SchemaFile> descriptions, List<Rule> rules, CheckOptions options) {}

    private ContractGrammar() {}

    private static Optional<Contracts> compiled(Described described, ValueType.Reporter at) {
        SchemaContracts contracts = new SchemaContracts(described.options);
        boolean good = true;
        for (SchemaFile file : described.descriptions) {
            good &= isUsable(at, "descriptions", file, contracts::description);
        }
        for (Rule rule : described.rules) {
            good &= add(rule, contracts, at);
        }
        try {
            return good ? Optional.of(contracts.build()) : Optional.empty();
        } catch (IllegalArgumentException twice) {
            at.problem(String.valueOf(twice.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean add(Rule rule, SchemaContracts contracts, ValueType.Reporter at) {
        if (rule.call.isEmpty() && rule.result.isEmpty() && rule.event.isEmpty()) {
            at.problem("schemas", "found no schema for \"" + rule.uri + "\" (expected call, result or event)");
            return false;
        }
        return isUsable(at, rule.call, text -> contracts.call(rule.uri, rule.match, text))
                & isUsable(at, rule.result, text -> contracts.result(rule.uri, rule.match, text))
                & isUsable(at, rule.event, text -> contracts.event(rule.uri, rule.match, text));
    }

    private static boolean isUsable(ValueType.Reporter at, Optional<SchemaFile> file, Consumer<String> adding) {
        return file.isEmpty() || isUsable(at, "schemas", file.get(), adding);
    }

    private static boolean isUsable(ValueType.Reporter at, String key, SchemaFile file, Consumer<String> adding) {
        try {
            adding.accept(file.text());
            return true;
        } catch (InvalidSchemaFileException e) {
            e.problems().forEach(problem -> at.problem(key, file.line(problem)));
        } catch (IllegalArgumentException e) {
            at.problem(key, String.valueOf(e.getMessage()));
        }
        return false;
    }
}
