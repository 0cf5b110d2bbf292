package io.aerostat.validation;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.aerostat.validation.InvalidSchemaFileException.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks and compiles JSON Schemas. A schema that passes has the right form, refers to nothing outside of itself, and
 * can check the empty payload without an endless recursion. Each check of a payload has a {@link StepBudget}. Confined
 * to one thread.
 */
final class SchemaCompiler {
    /** The number of problems of one schema that are reported. */
    static final int MAX_PROBLEMS = 10;

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String SPECIFICATION = "https://json-schema.org/";

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .failFast(true)
            .locale(Locale.ROOT)
            .regularExpressionFactory(BoundedExpression::new)
            .build();

    private final Schema form = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(DIALECT));

    /**
     * Compiles a schema.
     *
     * @param pointer the place of the schema in its file
     * @param problems receives the problems of the schema
     * @return empty if there are problems
     */
    Optional<CompiledSchema> compile(JsonNode schema, String pointer, CheckOptions options, List<Problem> problems) {
        int before = problems.size();
        if (!schema.isObject() && !schema.isBoolean()) {
            problems.add(new Problem(pointer, "found " + Shown.kind(schema) + " (expected a JSON Schema)"));
        } else if (isOfOtherDialect(schema)) {
            problems.add(new Problem(
                    pointer + "/$schema",
                    "found " + Shown.value(schema.get("$schema")) + " (expected \"" + DIALECT + "\")"));
        } else {
            checkForm(schema, pointer, problems);
            if (problems.size() == before) {
                new ReferenceCheck(schema, pointer, problems).run();
            }
        }
        return problems.size() > before ? Optional.empty() : loaded(schema, pointer, options, problems);
    }

    private static boolean isOfOtherDialect(JsonNode schema) {
        JsonNode dialect = schema.get("$schema");
        return dialect != null && !(dialect.isString() && dialect.asString().equals(DIALECT));
    }

    private void checkForm(JsonNode schema, String pointer, List<Problem> problems) {
        for (Error error : form.validate(schema)) {
            if (problems.size() >= MAX_PROBLEMS) {
                break;
            }
            String place = pointer + error.getInstanceLocation();
            if (problems.stream().noneMatch(problem -> problem.pointer().equals(place))) {
                problems.add(new Problem(place, FaultText.of(error).reason()));
            }
        }
    }

    private static Optional<CompiledSchema> loaded(
            JsonNode schema, String pointer, CheckOptions options, List<Problem> problems) {
        try {
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(CONFIG)
                            .schemaLoader(
                                    loader -> loader.allow(iri -> iri.toString().startsWith(SPECIFICATION))));
            Schema compiled = registry.getSchema(NumberNodes.copy(schema));
            compiled.initializeValidators();
            for (JsonNode probe : List.of(emptyPayload(), JsonNodeFactory.instance.objectNode())) {
                compiled.validate(probe);
            }
            return Optional.of(new CompiledSchema(schema, compiled, options));
        } catch (StackOverflowError e) {
            problems.add(new Problem(pointer, "found a schema that refers to itself without end"));
        } catch (RuntimeException e) {
            problems.add(new Problem(
                    pointer, "found a schema that cannot be used: " + Shown.shortened(String.valueOf(e.getMessage()))));
        }
        return Optional.empty();
    }

    private static ObjectNode emptyPayload() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.putArray("args");
        payload.putObject("kwargs");
        return payload;
    }
}
