package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.flatbuffers.PayloadTypes;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.NamedSchemas;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.InvalidSchemaFileException;
import io.aerostat.validation.SchemaContracts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of the types of an inventory. A schema is compiled at its first use, because an inventory can have many
 * types that nobody uses. Any thread.
 */
final class InventorySchemas implements NamedSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(InventorySchemas.class);

    private static final String ANY_URI = "type";
    /** The largest number of compiled schemas that are kept, because an authorizer may name any two types together. */
    private static final int MOST_KEPT = 10_000;

    private static final PayloadSchema UNKNOWN =
            nothing("found a payload whose type is not in the inventory of the realm");
    private static final PayloadSchema UNUSABLE = nothing("found a payload whose type the router cannot check");

    private final PayloadTypes types;
    private final CheckOptions options;
    private final Map<Set<String>, PayloadSchema> compiled = new ConcurrentHashMap<>();

    InventorySchemas(PayloadTypes types, CheckOptions options) {
        this.types = types;
        this.options = options;
    }

    /** Returns a schema that only encoded payloads fit. */
    private static PayloadSchema nothing(String text) {
        return (payload, encoded) -> encoded ? null : new PayloadFault("", text);
    }

    @Override
    public Optional<PayloadSchema> of(Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>(names);
        known.removeIf(name -> !types.has(name));
        if (known.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        PayloadSchema present = compiled.get(known);
        if (present != null) {
            return Optional.of(present);
        }
        PayloadSchema schema = compile(known);
        if (compiled.size() < MOST_KEPT) {
            compiled.put(known, schema);
        }
        return Optional.of(schema);
    }

    private PayloadSchema compile(Set<String> names) {
        try {
            PayloadSchema schema = new SchemaContracts(options)
                    .call(ANY_URI, MatchPolicy.EXACT, types.messageSchema(names))
                    .build()
                    .ofCall(ANY_URI);
            return schema == null ? UNUSABLE : schema;
        } catch (InvalidSchemaFileException e) {
            LOG.error("the types {} cannot be checked, so nothing fits them: {}", names, e.getMessage());
            return UNUSABLE;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InventorySchemas schemas
                && types.equals(schemas.types)
                && options.equals(schemas.options);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    @Override
    public String toString() {
        return "InventorySchemas[" + types + "]";
    }
}
