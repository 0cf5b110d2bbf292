package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code validate} of a permission: the types of the realm's inventory that payloads must fit. */
final class ValidationGrammar {
    private static final Field<Optional<String>> CALL = type("call", "The type of the arguments of calls.");
    private static final Field<Optional<String>> CALL_PROGRESS = type(
            "call_progress", "Another type that the arguments of calls may have; without effect if `call` is missing.");
    private static final Field<Optional<String>> RESULT = type("call_result", "The type of the results of calls.");
    private static final Field<Optional<String>> PROGRESS = type(
            "call_result_progress",
            "Another type that the results of calls may have; without effect if `call_result` is missing.");
    private static final Field<Optional<String>> EVENT = type("event", "The type of the arguments of events.");
    private static final Field<Optional<String>> ERROR =
            type("call_error", "The type of the arguments of errors with which callees answer calls.");

    /** The types that a permission names. */
    static final ObjectType<Validation> VALIDATION = ObjectType.named(
                    "validated payloads", "Types of the realm's `inventory` that the payloads of the URIs must fit.")
            .fields(
                    CALL,
                    CALL_PROGRESS,
                    RESULT,
                    PROGRESS,
                    EVENT,
                    ERROR,
                    Field.ignoredAlike("event_confirmation", "The type of confirmations."),
                    Field.ignoredAlike("extra", "Values for handlers."))
            .into(values -> new Validation(
                    values.origin(),
                    typesWithFirst(values, CALL, CALL_PROGRESS),
                    typesWithFirst(values, RESULT, PROGRESS),
                    types(values, ERROR),
                    types(values, EVENT)));

    /**
     * The full names of types; a payload must fit one of them. Without names, any payload fits.
     *
     * @param at the place in the configuration file
     */
    record Validation(Origin at, Set<String> calls, Set<String> results, Set<String> errors, Set<String> events) {}

    private ValidationGrammar() {}

    private static Field<Optional<String>> type(String key, String meaning) {
        return Field.optional(key, text("[\\w.]+", "the full name of a type, such as \"shop.Order\""), meaning);
    }

    /** Returns both types. Without the first type, the second has no effect, as in Crossbar.io. */
    private static Set<String> typesWithFirst(
            Values values, Field<Optional<String>> first, Field<Optional<String>> second) {
        return values.get(first).isPresent() ? types(values, first, second) : Set.of();
    }

    @SafeVarargs
    private static Set<String> types(Values values, Field<Optional<String>>... fields) {
        return Stream.of(fields)
                .map(values::get)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
