package io.aerostat.schema;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.contract.ContractMethods;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.InvocationPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of a contract in JSON: a JSON Schema (2020-12) for the messages of each procedure and topic. A schema
 * describes an object with {@code args} and {@code kwargs}, the payload of a message. Immutable; any thread.
 *
 * <pre>{@code
 * {
 *   "contract": "com.balloon",
 *   "procedures": {
 *     "com.balloon.inflate": {
 *       "match": "exact", "progressive": false,
 *       "call": { schema }, "result": { schema },
 *       "errors": ["com.balloon.error.too_full"]
 *     }
 *   },
 *   "topics": { "com.balloon.moved": { "match": "exact", "event": { schema } } }
 * }
 * }</pre>
 */
public final class ContractSchema {
    /** The URI of a contract follows this prefix in the URI of the procedure that describes the contract. */
    public static final String DESCRIBE = "schema.describe.";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String uri;
    private final ObjectNode description;

    private ContractSchema(String uri, ObjectNode description) {
        this.uri = uri;
        this.description = description;
    }

    /**
     * Returns the schema of a contract.
     *
     * @throws IllegalArgumentException if the interface is not a contract; the message names every problem
     */
    public static ContractSchema of(Class<?> contract) {
        return of(contract, JSON);
    }

    /** Does the same as {@link #of(Class)}, for values that clients map with this mapper. */
    public static ContractSchema of(Class<?> contract, ObjectMapper mapper) {
        ContractMethods methods = ContractMethods.of(contract);
        String uri = contract.getAnnotation(Contract.class).value();
        return new ContractSchema(
                uri.isEmpty() ? contract.getName() : uri,
                new DescriptionWriter(new TypeSchemas(mapper)).describe(uri, methods));
    }

    /** Returns the URI of the contract, or the name of the interface if the contract has no URI. */
    public String uri() {
        return uri;
    }

    /** Returns the description as JSON text. */
    public String json() {
        return JSON.writeValueAsString(description);
    }

    /** Returns the description as lists, maps and scalars. */
    public Map<String, @Nullable Object> values() {
        @SuppressWarnings("unchecked") // an object of JSON has text keys
        Map<String, @Nullable Object> values = JSON.treeToValue(description, Map.class);
        return values;
    }

    /**
     * Registers a procedure that returns the description. The URI of the procedure is {@code schema.describe.},
     * followed by the URI of the contract. Several callees may register the procedure; the router calls any of them.
     */
    public WampFuture<Registration> serve(Session session) {
        Map<String, @Nullable Object> values = values();
        return session.register(
                ProcedureOffer.of(DESCRIBE + uri).invoke(InvocationPolicy.RANDOM), invocation -> values);
    }
}
