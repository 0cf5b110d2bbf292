package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.grammar.realm.InventoryGrammar.Inventory;
import io.aerostat.node.config.grammar.realm.ValidationGrammar.Validation;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.CheckedMessage;
import io.aerostat.validation.EncodedPayloads;
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
import java.util.stream.Stream;

/** Makes contracts from the types of an inventory and the permissions that name them. */
final class ValidatedPayloads {
    private static final int LARGEST = 16 << 20;

    /** The types that the payloads of some URIs must fit. */
    record Rule(String uri, MatchPolicy match, Validation types) {}

    private record Pattern(String uri, MatchPolicy match) {}

    private static final class Types {
        private final Set<String> calls = new LinkedHashSet<>();
        private final Set<String> results = new LinkedHashSet<>();
        private final Set<String> events = new LinkedHashSet<>();
    }

    private ValidatedPayloads() {}

    /**
     * Returns the contracts of a realm together with those of its permissions. If both have a contract of one URI, that
     * of the realm remains.
     *
     * @param inventory empty if the realm has none; the permissions then check nothing, as in Crossbar.io
     * @return empty if a rule is wrong, which has been reported
     */
    static Optional<Contracts> with(
            Contracts contracts, Optional<Inventory> inventory, List<Rule> rules, ValueType.Reporter at) {
        if (inventory.isEmpty()) {
            rules.forEach(rule -> at.reading()
                    .notice(place(rule), "validate: has no effect, because the realm has no \"inventory\""));
            return Optional.of(contracts);
        }
        boolean good = true;
        Map<Pattern, Types> byPattern = new LinkedHashMap<>();
        for (Rule rule : rules) {
            good &= typesExist(rule, inventory.get(), at);
            Types types = byPattern.computeIfAbsent(new Pattern(rule.uri, rule.match), pattern -> new Types());
            types.calls.addAll(rule.types.calls());
            types.results.addAll(rule.types.results());
            types.events.addAll(rule.types.events());
        }
        if (!good) {
            return Optional.empty();
        }
        try {
            return Optional.of(merged(contracts, contracts(inventory.get(), byPattern)));
        } catch (IllegalArgumentException e) {
            at.problem("roles", "validate: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean typesExist(Rule rule, Inventory inventory, ValueType.Reporter at) {
        Set<String> unknown = new TreeSet<>();
        Stream.of(rule.types.calls(), rule.types.results(), rule.types.events())
                .flatMap(Collection::stream)
                .filter(Predicate.not(inventory.types()::has))
                .forEach(unknown::add);
        if (unknown.isEmpty() || !inventory.isComplete()) {
            return true;
        }
        at.reading()
                .problem(
                        place(rule),
                        "validate: found " + String.join(", ", unknown) + " (expected types of the \"inventory\")");
        return false;
    }

    private static Location place(Rule rule) {
        return new Location(rule.types.at().line(), rule.types.at().column());
    }

    private static Contracts contracts(Inventory inventory, Map<Pattern, Types> byPattern) {
        SchemaContracts contracts =
                new SchemaContracts(new CheckOptions(Set.of(CheckedMessage.values()), EncodedPayloads.ACCEPT, LARGEST));
        byPattern.forEach((pattern, types) -> {
            if (!types.calls.isEmpty()) {
                contracts.call(pattern.uri, pattern.match, inventory.types().messageSchema(types.calls));
            }
            if (!types.results.isEmpty()) {
                contracts.result(pattern.uri, pattern.match, inventory.types().messageSchema(types.results));
            }
            if (!types.events.isEmpty()) {
                contracts.event(pattern.uri, pattern.match, inventory.types().messageSchema(types.events));
            }
        });
        return contracts.build();
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
