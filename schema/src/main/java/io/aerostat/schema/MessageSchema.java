package io.aerostat.schema;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the schema of one kind of message: an object with {@code args} and {@code kwargs}. Additional arguments fit
 * the schema, because the client ignores them. Confined to one thread.
 */
final class MessageSchema {
    private static final String VERSION = "https://json-schema.org/draft/2020-12/schema";

    private final SchemaBuilder types;
    private final ArrayNode args = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    private final ArrayNode requiredKwargs = JsonNodeFactory.instance.arrayNode();
    private int requiredArgs;

    MessageSchema(TypeSchemas types) {
        this.types = types.builder();
    }

    /** Adds a positional argument. */
    void arg(Type type) {
        args.add(schema(type));
        if (!isOptional(type)) {
            requiredArgs = args.size();
        }
    }

    /** Adds a keyword argument. */
    void kwarg(String name, Type type) {
        kwargs.set(name, schema(type));
        if (!isOptional(type)) {
            requiredKwargs.add(name);
        }
    }

    private ObjectNode schema(Type type) {
        if (!isOptional(type)) {
            return types.createSchemaReference(type);
        }
        Type content = type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : Object.class;
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf")
                .add(types.createSchemaReference(content))
                .addObject()
                .put("type", "null");
        return schema;
    }

    private static boolean isOptional(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw == Optional.class;
    }

    ObjectNode build() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", VERSION).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        if (!args.isEmpty()) {
            ObjectNode list = properties.putObject("args").put("type", "array");
            list.set("prefixItems", args);
            if (requiredArgs > 0) {
                list.put("minItems", requiredArgs);
                required.add("args");
            }
        }
        if (!kwargs.isEmpty()) {
            ObjectNode dictionary = properties.putObject("kwargs").put("type", "object");
            dictionary.set("properties", kwargs);
            if (!requiredKwargs.isEmpty()) {
                dictionary.set("required", requiredKwargs);
                required.add("kwargs");
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        ObjectNode definitions = types.collectDefinitions("$defs");
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        return schema;
    }
}
