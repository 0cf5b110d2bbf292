package io.aerostat.validation;

import io.aerostat.validation.InvalidSchemaFileException.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Checks whether the references of a schema lead to places of the same schema. Serves one schema on one thread. */
final class ReferenceCheck {
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final JsonNode schema;
    private final String place;
    private final List<Problem> problems;

    private record At(JsonNode node, JsonPointer pointer) {}

    ReferenceCheck(JsonNode schema, String place, List<Problem> problems) {
        this.schema = schema;
        this.place = place;
        this.problems = problems;
    }

    void run() {
        Deque<At> open = new ArrayDeque<>();
        open.add(new At(schema, JsonPointer.empty()));
        while (!open.isEmpty()) {
            At next = open.poll();
            int index = 0;
            for (JsonNode item : next.node.isArray() ? next.node : List.<JsonNode>of()) {
                open.add(new At(item, next.pointer.appendIndex(index++)));
            }
            for (var member : next.node.properties()) {
                JsonPointer at = next.pointer.appendProperty(member.getKey());
                if (REFERENCES.contains(member.getKey()) && member.getValue().isString()) {
                    check(member.getValue().asString(), at);
                } else if (!VALUES.contains(member.getKey())) {
                    open.add(new At(member.getValue(), at));
                }
            }
        }
    }

    private void check(String reference, JsonPointer at) {
        if (!reference.startsWith("#")) {
            problems.add(new Problem(
                    place + at,
                    "found " + Shown.text(reference) + " (expected a reference within the schema, such as"
                            + " \"#/$defs/item\")"));
        } else if (reference.startsWith("#/") && !leadsSomewhere(reference.substring(1))) {
            problems.add(new Problem(
                    place + at, "found " + Shown.text(reference) + " (expected a place that the schema has)"));
        }
    }

    private boolean leadsSomewhere(String encoded) {
        String pointer = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        return !schema.at(JsonPointer.compile(pointer)).isMissingNode();
    }
}
