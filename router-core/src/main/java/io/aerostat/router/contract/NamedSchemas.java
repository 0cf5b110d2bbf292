package io.aerostat.router.contract;

import java.util.Optional;
import java.util.Set;

/**
 * Schemas by the names of types, which a dynamic authorizer may name in the {@code validate} of its decisions. Any
 * thread; must not block. Two objects with the same schemas should be equal, so that a reload of the configuration does
 * not report a change.
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
