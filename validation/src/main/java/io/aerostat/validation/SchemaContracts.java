package io.aerostat.validation;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.validation.InvalidSchemaFileException.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects descriptions of contracts and JSON Schemas (2020-12), and makes the {@link Contracts} of a realm from them.
 * A schema describes an object with the members {@code args} (a list) and {@code kwargs} (an object), which are empty
 * if the message has none. A reference can lead only to a place in the same text; nothing is fetched. Not thread-safe.
 *
 * <pre>{@code
 * Contracts contracts = new SchemaContracts(CheckOptions.DEFAULT)
 *         .description(Files.readString(Path.of("schemas/com.balloon.json")))
 *         .build();
 * Router.builder().realm("realm1", realm -> realm.role(role).contracts(contracts)).start();
 * }</pre>
 */
public final class SchemaContracts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final CheckOptions options;
    private final SchemaCompiler compiler = new SchemaCompiler();
    private final List<ProcedureContract> procedures = new ArrayList<>();
    private final List<TopicContract> topics = new ArrayList<>();
    /** The schemas that were added one by one. */
    private final Map<Uri, Map<CheckedMessage, CompiledSchema>> single = new LinkedHashMap<>();

    private record Uri(String text, MatchPolicy match) {}

    /** Creates an empty collection. */
    public SchemaContracts(CheckOptions options) {
        this.options = options;
    }

    /**
     * Adds the procedures and topics of a contract.
     *
     * @param json the description of a contract, as {@code io.aerostat.schema.ContractSchema} writes it
     * @throws InvalidSchemaFileException if the description cannot be used; then nothing is added
     */
    public SchemaContracts description(String json) {
        DescriptionReader reader = new DescriptionReader(compiler, options);
        reader.read(tree(json));
        procedures.addAll(reader.procedures());
        topics.addAll(reader.topics());
        return this;
    }

    /**
     * Adds the schema of the arguments of calls.
     *
     * @param uri the procedure, or a pattern of procedures
     * @param json the JSON Schema
     * @throws InvalidSchemaFileException if the schema cannot be used
     * @throws IllegalArgumentException if the URI already has such a schema
     */
    public SchemaContracts call(String uri, MatchPolicy match, String json) {
        return add(uri, match, CheckedMessage.CALL, json);
    }

    /** Adds the schema of the results of calls; see {@link #call}. */
    public SchemaContracts result(String uri, MatchPolicy match, String json) {
        return add(uri, match, CheckedMessage.RESULT, json);
    }

    /** Adds the schema of the arguments of events to a topic, or to topics that match a pattern; see {@link #call}. */
    public SchemaContracts event(String uri, MatchPolicy match, String json) {
        return add(uri, match, CheckedMessage.EVENT, json);
    }

    private SchemaContracts add(String uri, MatchPolicy match, CheckedMessage message, String json) {
        List<Problem> problems = new ArrayList<>();
        Optional<CompiledSchema> compiled = compiler.compile(tree(json), "", options, problems);
        if (compiled.isEmpty()) {
            throw new InvalidSchemaFileException(problems);
        }
        Map<CheckedMessage, CompiledSchema> schemas =
                single.computeIfAbsent(new Uri(uri, match), added -> new EnumMap<>(CheckedMessage.class));
        if (schemas.putIfAbsent(message, compiled.get()) != null) {
            throw new IllegalArgumentException(
                    "found two schemas of " + message.word() + " for \"" + uri + "\" (expected one)");
        }
        return this;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            String message = e.getOriginalMessage()
                    .replaceAll(" \\((?:start marker at|for \\w+ starting at) .*?\\]\\)", "")
                    .replaceAll(" \\(code \\d+\\)", "");
            throw new InvalidSchemaFileException(List.of(new Problem("", "not JSON: " + message)));
        }
    }

    /**
     * Returns the contracts.
     *
     * @throws IllegalArgumentException if two procedures, or two topics, have the same URI and match policy, or if a
     *     URI is malformed or reserved for the router
     */
    public Contracts build() {
        List<ProcedureContract> allProcedures = new ArrayList<>(procedures);
        List<TopicContract> allTopics = new ArrayList<>(topics);
        single.forEach((uri, schemas) -> {
            if (schemas.containsKey(CheckedMessage.CALL) || schemas.containsKey(CheckedMessage.RESULT)) {
                allProcedures.add(new ProcedureContract(
                        uri.text,
                        uri.match,
                        checked(schemas, CheckedMessage.CALL),
                        checked(schemas, CheckedMessage.RESULT),
                        description(schemas, CheckedMessage.CALL, CheckedMessage.RESULT)));
            }
            if (schemas.containsKey(CheckedMessage.EVENT)) {
                allTopics.add(new TopicContract(
                        uri.text,
                        uri.match,
                        checked(schemas, CheckedMessage.EVENT),
                        description(schemas, CheckedMessage.EVENT)));
            }
        });
        return new Contracts(allProcedures, allTopics);
    }

    private Optional<PayloadSchema> checked(Map<CheckedMessage, CompiledSchema> schemas, CheckedMessage message) {
        return Optional.<PayloadSchema>ofNullable(schemas.get(message))
                .filter(any -> options.messages().contains(message));
    }

    private static Map<String, @Nullable Object> description(
            Map<CheckedMessage, CompiledSchema> schemas, CheckedMessage... messages) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        for (CheckedMessage message : messages) {
            CompiledSchema schema = schemas.get(message);
            if (schema != null) {
                description.put(message.word(), DescriptionReader.plain(schema.text()));
            }
        }
        return description;
    }
}
