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
    private static final PayloadSchema NOTHING = (payload, encoded) ->
            encoded ? null : new PayloadFault("", "found a payload whose type is not in the inventory of the realm");

    private final PayloadTypes types;
    private final CheckOptions options;
    private final Map<Set<String>, PayloadSchema> compiled = new ConcurrentHashMap<>();

    InventorySchemas(PayloadTypes types, CheckOptions options) {
        this.types = types;
        this.options = options;
    }

    @Override
    public Optional<PayloadSchema> of(Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>(names);
        known.removeIf(name -> !types.has(name));
        return Optional.of(known.isEmpty() ? NOTHING : compiled.computeIfAbsent(known, this::compile));
    }

    private PayloadSchema compile(Set<String> names) {
        try {
            PayloadSchema schema = new SchemaContracts(options)
                    .call(ANY_URI, MatchPolicy.EXACT, types.messageSchema(names))
                    .build()
                    .ofCall(ANY_URI);
            return schema == null ? NOTHING : schema;
        } catch (InvalidSchemaFileException e) {
            LOG.error("the types {} cannot be checked, so nothing fits them: {}", names, e.getMessage());
            return NOTHING;
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
