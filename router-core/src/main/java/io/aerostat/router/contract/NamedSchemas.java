package io.aerostat.router.contract;

import java.util.Optional;
import java.util.Set;

/**
 * Schemas by the names of types, which a dynamic authorizer may name in the {@code validate} of its decisions. Called
 * on several threads at once, never on an event loop, so a schema may be compiled at its first use. Two objects with
 * the same schemas should be equal, so that a reload of the configuration does not report a change.
 */
@FunctionalInterface
public interface NamedSchemas {
    /** No schemas: payloads are not checked, whatever types a decision names. */
    NamedSchemas NONE = types -> Optional.empty();

    /**
     * Returns the schema that a payload fits if it fits one of the types. Nothing fits an unknown type.
     *
     * @return empty to check no payload
     */
    Optional<PayloadSchema> of(Set<String> types);
}
