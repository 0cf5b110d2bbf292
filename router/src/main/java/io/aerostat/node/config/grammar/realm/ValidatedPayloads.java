package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.grammar.realm.ValidationGrammar.Validation;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.flatbuffers.PayloadTypes;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.CheckedMessage;
import io.aerostat.validation.EncodedPayloads;
import io.aerostat.validation.InvalidSchemaFileException;
import io.aerostat.validation.SchemaContracts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies the types of an inventory to the permissions that name them, and describes these types as contracts. */
final class ValidatedPayloads {
    private static final CheckOptions OPTIONS =
            new CheckOptions(Set.of(CheckedMessage.values()), EncodedPayloads.ACCEPT, 16 << 20);

    /** The types that the payloads of some URIs must fit. */
    record Rule(String uri, MatchPolicy match, Validation types) {}

    private record Pattern(String uri, MatchPolicy match) {}

    /** The types that several rules name for one pattern. */
    private static final class Types {
        /** The place of the first rule. */
        private final Origin at;

        private final Set<String> calls = new LinkedHashSet<>();
        private final Set<String> results = new LinkedHashSet<>();
        private final Set<String> errors = new LinkedHashSet<>();
        private final Set<String> events = new LinkedHashSet<>();

        Types(Origin at) {
            this.at = at;
        }
    }

    private ValidatedPayloads() {}

    /**
     * Returns the realm with the payloads that the permissions of its roles allow.
     *
     * @param inventory empty if the realm has none; the permissions then check nothing, as in Crossbar.io
     * @return empty if a rule is wrong, which has been reported
     */
    static Optional<RealmDefinition> with(
            RealmDefinition realm,
            Optional<PayloadTypes> inventory,
            List<RoleGrammar.Configured> roles,
            Reading reading) {
        List<Rule> rules = RoleGrammar.Configured.rules(roles);
        if (inventory.isEmpty()) {
            noteWithoutEffect(rules, "the realm has no \"inventory\"", reading);
            return Optional.of(realm);
        }
        if (roles.stream().noneMatch(RoleGrammar.Configured::mayValidate)) {
            return Optional.of(realm);
        }
        Optional<Contracts> described = described(rules, inventory.get(), reading);
        InventorySchemas schemas = new InventorySchemas(inventory.get(), OPTIONS);
        return described.map(contracts -> new RealmDefinition(
                realm.name(),
                realm.options().withContracts(realm.options().contracts().describing(contracts)),
                roles.stream()
                        .map(role -> role.validated(rule -> permitted(rule.types, schemas), schemas))
                        .toList()));
    }

    /**
     * Reports that rules have no effect.
     *
     * @param why the reason, such as "the realm has no inventory"
     */
    static void noteWithoutEffect(List<Rule> rules, String why, Reading reading) {
        rules.forEach(rule -> reading.notice(rule.types.at(), "has no effect, because " + why));
    }

    private static PermittedPayloads permitted(Validation types, InventorySchemas schemas) {
        return new PermittedPayloads(
                schemas.of(types.calls()),
                schemas.of(types.results()),
                schemas.of(types.errors()),
                schemas.of(types.events()));
    }

    /** Returns the types of all rules as contracts; empty if a rule is wrong, which has been reported. */
    private static Optional<Contracts> described(List<Rule> rules, PayloadTypes inventory, Reading reading) {
        boolean good = true;
        Map<Pattern, Types> byPattern = new LinkedHashMap<>();
        for (Rule rule : rules) {
            good &= typesExist(rule, inventory, reading);
            Types types =
                    byPattern.computeIfAbsent(new Pattern(rule.uri, rule.match), pattern -> new Types(rule.types.at()));
            types.calls.addAll(rule.types.calls());
            types.results.addAll(rule.types.results());
            types.errors.addAll(rule.types.errors());
            types.events.addAll(rule.types.events());
        }
        if (!good) {
            return Optional.empty();
        }
        SchemaContracts described = new SchemaContracts(OPTIONS);
        for (Map.Entry<Pattern, Types> entry : byPattern.entrySet()) {
            good &= add(entry.getKey(), entry.getValue(), inventory, described, reading);
        }
        return good ? Optional.of(described.build()) : Optional.empty();
    }

    private static boolean typesExist(Rule rule, PayloadTypes inventory, Reading reading) {
        Set<String> unknown = new TreeSet<>();
        Stream.of(rule.types.calls(), rule.types.results(), rule.types.errors(), rule.types.events())
                .flatMap(Collection::stream)
                .filter(Predicate.not(inventory::has))
                .forEach(unknown::add);
        if (unknown.isEmpty()) {
            return true;
        }
        reading.problem(
                rule.types.at(),
                unknown.stream().collect(Collectors.joining("\", \"", "found \"", "\""))
                        + " (expected types of the \"inventory\")");
        return false;
    }

    private static boolean add(
            Pattern pattern, Types types, PayloadTypes inventory, SchemaContracts contracts, Reading reading) {
        try {
            // build() also checks the URI, but does not know its place in the file.
            new TopicContract(pattern.uri, pattern.match, Optional.empty(), Map.of());
            if (!types.calls.isEmpty()) {
                contracts.call(pattern.uri, pattern.match, inventory.messageSchema(types.calls));
            }
            if (!types.results.isEmpty()) {
                contracts.result(pattern.uri, pattern.match, inventory.messageSchema(types.results));
            }
            if (!types.errors.isEmpty()) {
                // A contract does not describe the payloads of errors, but their types are checked, too.
                new SchemaContracts(OPTIONS).result(pattern.uri, pattern.match, inventory.messageSchema(types.errors));
            }
            if (!types.events.isEmpty()) {
                contracts.event(pattern.uri, pattern.match, inventory.messageSchema(types.events));
            }
            return true;
        } catch (InvalidSchemaFileException e) {
            reading.problem(types.at, "found types that the router cannot check: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            reading.problem(types.at, String.valueOf(e.getMessage()));
        }
        return false;
    }
}
