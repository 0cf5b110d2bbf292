package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.grammar.realm.InventoryGrammar.Inventory;
import io.aerostat.node.config.grammar.realm.ValidationGrammar.Validation;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.CheckedMessage;
import io.aerostat.validation.EncodedPayloads;
import io.aerostat.validation.InvalidSchemaFileException;
import io.aerostat.validation.SchemaContracts;
import java.util.ArrayList;
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

/** Makes contracts from the types of an inventory and the permissions that name them. */
final class ValidatedPayloads {
    private static final int LARGEST = 16 << 20;

    /** The types that the payloads of some URIs must fit. */
    record Rule(String uri, MatchPolicy match, Validation types) {}

    private record Pattern(String uri, MatchPolicy match) {}

    private static final class Types {
        /** The place of the first rule. */
        private final Origin at;

        private final Set<String> calls = new LinkedHashSet<>();
        private final Set<String> results = new LinkedHashSet<>();
        private final Set<String> events = new LinkedHashSet<>();

        Types(Origin at) {
            this.at = at;
        }
    }

    private ValidatedPayloads() {}

    /**
     * Returns the contracts of a realm together with those of its permissions. If both have a contract for the same
     * URI, the realm's contract remains.
     *
     * @param inventory empty if the realm has none; the permissions then check nothing, as in Crossbar.io
     * @return empty if a rule is wrong, which has been reported
     */
    static Optional<Contracts> with(
            Contracts contracts, Optional<Inventory> inventory, List<Rule> rules, Reading reading) {
        if (inventory.isEmpty()) {
            noteWithoutEffect(rules, "the realm has no \"inventory\"", reading);
            return Optional.of(contracts);
        }
        boolean good = true;
        Map<Pattern, Types> byPattern = new LinkedHashMap<>();
        for (Rule rule : rules) {
            good &= typesExist(rule, inventory.get(), reading);
            Types types =
                    byPattern.computeIfAbsent(new Pattern(rule.uri, rule.match), pattern -> new Types(rule.types.at()));
            types.calls.addAll(rule.types.calls());
            types.results.addAll(rule.types.results());
            types.events.addAll(rule.types.events());
        }
        if (!good) {
            return Optional.empty();
        }
        SchemaContracts added =
                new SchemaContracts(new CheckOptions(Set.of(CheckedMessage.values()), EncodedPayloads.ACCEPT, LARGEST));
        for (Map.Entry<Pattern, Types> entry : byPattern.entrySet()) {
            good &= add(entry.getKey(), entry.getValue(), inventory.get(), added, reading);
        }
        return good ? Optional.of(merged(contracts, added.build())) : Optional.empty();
    }

    /**
     * Reports that rules have no effect.
     *
     * @param why the reason, such as "the realm has no inventory"
     */
    static void noteWithoutEffect(List<Rule> rules, String why, Reading reading) {
        rules.forEach(rule -> reading.notice(rule.types.at(), "has no effect, because " + why));
    }

    private static boolean typesExist(Rule rule, Inventory inventory, Reading reading) {
        Set<String> unknown = new TreeSet<>();
        Stream.of(rule.types.calls(), rule.types.results(), rule.types.events())
                .flatMap(Collection::stream)
                .filter(Predicate.not(inventory.types()::has))
                .forEach(unknown::add);
        if (unknown.isEmpty() || !inventory.isComplete()) {
            return true;
        }
        reading.problem(
                rule.types.at(),
                unknown.stream().collect(Collectors.joining("\", \"", "found \"", "\""))
                        + " (expected types of the \"inventory\")");
        return false;
    }

    private static boolean add(
            Pattern pattern, Types types, Inventory inventory, SchemaContracts contracts, Reading reading) {
        try {
            // build() also checks the URI, but does not know its place in the file.
            new TopicContract(pattern.uri, pattern.match, Optional.empty(), Map.of());
            if (!types.calls.isEmpty()) {
                contracts.call(pattern.uri, pattern.match, inventory.types().messageSchema(types.calls));
            }
            if (!types.results.isEmpty()) {
                contracts.result(pattern.uri, pattern.match, inventory.types().messageSchema(types.results));
            }
            if (!types.events.isEmpty()) {
                contracts.event(pattern.uri, pattern.match, inventory.types().messageSchema(types.events));
            }
            return true;
        } catch (InvalidSchemaFileException e) {
            reading.problem(types.at, "found types that the router cannot check: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            reading.problem(types.at, String.valueOf(e.getMessage()));
        }
        return false;
    }

    private static Contracts merged(Contracts first, Contracts second) {
        List<ProcedureContract> procedures = new ArrayList<>(first.procedures());
        second.procedures().stream()
                .filter(added -> first.procedures().stream()
                        .noneMatch(own -> own.uri().equals(added.uri()) && own.match() == added.match()))
                .forEach(procedures::add);
        List<TopicContract> topics = new ArrayList<>(first.topics());
        second.topics().stream()
                .filter(added -> first.topics().stream()
                        .noneMatch(own -> own.uri().equals(added.uri()) && own.match() == added.match()))
                .forEach(topics::add);
        return new Contracts(procedures, topics);
    }
}
