package io.aerostat.node.config.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named types of a configuration, each written once, in the order of their first use. */
public final class SchemaDefinitions {
    private final Map<NamedType, Map<String, Object>> definitions = new LinkedHashMap<>();

    /** Collects a type and the types that it consists of. */
    public static SchemaDefinitions of(ValueType<?> root) {
        SchemaDefinitions definitions = new SchemaDefinitions();
        root.schema(definitions);
        return definitions;
    }

    public List<NamedType> types() {
        return List.copyOf(definitions.keySet());
    }

    /** Returns the JSON schema document, draft 7, whose root is the first type. */
    public Map<String, Object> document(String title) {
        Map<String, Object> named = new LinkedHashMap<>();
        definitions.forEach((type, schema) -> {
            if (named.put(type.name(), schema) != null) {
                throw new IllegalStateException("two types are named " + type.name());
            }
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://json-schema.org/draft-07/schema#");
        document.put("title", title);
        document.put("$ref", "#/definitions/" + pointer(types().get(0)));
        document.put("definitions", named);
        return document;
    }

    /** Returns a reference to the definition of this type, which is written at its first use. */
    public Map<String, Object> reference(NamedType type, Definition definition) {
        if (!definitions.containsKey(type)) {
            Map<String, Object> content = new LinkedHashMap<>();
            definitions.put(type, content); // put before the content is filled, because a type may contain itself
            content.putAll(definition.write());
        }
        return Map.of("$ref", "#/definitions/" + pointer(type));
    }

    private static String pointer(NamedType type) {
        return type.name().replace(" ", "%20");
    }

    /** Writes one definition. */
    public interface Definition {
        Map<String, Object> write();
    }
}
