package io.aerostat.validation;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.validation.InvalidSchemaFileException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the description of a contract. Serves one description on one thread. */
final class DescriptionReader {
    private final SchemaCompiler compiler;
    private final CheckOptions options;
    private final List<Problem> problems = new ArrayList<>();
    private final List<ProcedureContract> procedures = new ArrayList<>();
    private final List<TopicContract> topics = new ArrayList<>();

    DescriptionReader(SchemaCompiler compiler, CheckOptions options) {
        this.compiler = compiler;
        this.options = options;
    }

    /** @throws InvalidSchemaFileException if the description cannot be used */
    void read(JsonNode description) {
        if (!description.isObject() || !description.has("procedures") && !description.has("topics")) {
            problems.add(new Problem(
                    "",
                    "found " + Shown.kind(description)
                            + " (expected the description of a contract, with \"procedures\" and \"topics\")"));
        }
        Optional<String> contract = Optional.ofNullable(description.get("contract"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
        each(description, "procedures", (uri, match, entry, at) -> {
            Optional<PayloadSchema> call = schema(entry, at, CheckedMessage.CALL);
            Optional<PayloadSchema> result = schema(entry, at, CheckedMessage.RESULT);
            procedures.add(new ProcedureContract(uri, match, call, result, shown(entry, contract)));
        });
        each(description, "topics", (uri, match, entry, at) -> {
            Optional<PayloadSchema> event = schema(entry, at, CheckedMessage.EVENT);
            topics.add(new TopicContract(uri, match, event, shown(entry, contract)));
        });
        if (!problems.isEmpty()) {
            throw new InvalidSchemaFileException(problems);
        }
    }

    private interface Entry {
        void add(String uri, MatchPolicy match, JsonNode entry, JsonPointer at);
    }

    private void each(JsonNode description, String key, Entry into) {
        JsonPointer at = JsonPointer.empty().appendProperty(key);
        JsonNode entries = description.get(key);
        if (entries == null) {
            return;
        }
        if (!entries.isObject()) {
            problems.add(new Problem(at.toString(), "found " + Shown.kind(entries) + " (expected an object)"));
            return;
        }
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            JsonPointer place = at.appendProperty(entry.getKey());
            if (!entry.getValue().isObject()) {
                problems.add(new Problem(
                        place.toString(), "found " + Shown.kind(entry.getValue()) + " (expected an object)"));
                continue;
            }
            try {
                match(entry.getValue(), place)
                        .ifPresent(match -> into.add(entry.getKey(), match, entry.getValue(), place));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(place.toString(), String.valueOf(e.getMessage())));
            }
        }
    }

    private Optional<MatchPolicy> match(JsonNode entry, JsonPointer at) {
        JsonNode match = entry.get("match");
        if (match == null) {
            return Optional.of(MatchPolicy.EXACT);
        }
        Optional<MatchPolicy> policy = match.isString() ? MatchPolicy.ofWire(match.asString()) : Optional.empty();
        if (policy.isEmpty()) {
            problems.add(new Problem(
                    at.appendProperty("match").toString(),
                    "found " + Shown.value(match) + " (expected \"exact\", \"prefix\" or \"wildcard\")"));
        }
        return policy;
    }

    private Optional<PayloadSchema> schema(JsonNode entry, JsonPointer at, CheckedMessage message) {
        JsonNode schema = entry.get(message.word());
        if (schema == null) {
            return Optional.empty();
        }
        // Every schema is compiled, even if no message is checked against it, because the realm publishes the
        // description.
        Optional<CompiledSchema> compiled =
                compiler.compile(schema, at.appendProperty(message.word()).toString(), options, problems);
        return compiled.filter(any -> options.messages().contains(message)).map(any -> any);
    }

    private static Map<String, @Nullable Object> shown(JsonNode entry, Optional<String> contract) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        contract.ifPresent(uri -> shown.put("contract", uri));
        entry.properties().forEach(member -> shown.put(member.getKey(), plain(member.getValue())));
        return shown;
    }

    /** Returns a JSON value as lists, maps and scalars. */
    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            node.properties().forEach(member -> object.put(member.getKey(), plain(member.getValue())));
            return object;
        } else if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(plain(item)));
            return list;
        } else if (node.isNumber()) {
            return number(node);
        } else if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.stringValue();
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }

    List<ProcedureContract> procedures() {
        return procedures;
    }

    List<TopicContract> topics() {
        return topics;
    }
}
