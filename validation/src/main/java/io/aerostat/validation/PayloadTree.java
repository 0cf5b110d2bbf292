package io.aerostat.validation;

import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.serializer.Serializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON value that a schema describes from a payload in any serialization: an object with {@code args} and
 * {@code kwargs}. Binary values become Base64; times become texts as in RFC 3339. Stateless; any thread.
 */
final class PayloadTree {
    /** The largest accepted number of digits; longer numbers would make comparisons slow. */
    private static final int MAX_DIGITS = 1000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PayloadTree() {}

    static JsonNode of(Payload payload) throws UnfitPayloadException {
        PayloadValues values = payload.isEmpty()
                ? PayloadValues.EMPTY
                : Serializers.of(payload.serialization()).values(payload);
        ObjectNode tree = NODES.objectNode();
        tree.set("args", list(values.args(), Path.of("args")));
        tree.set("kwargs", object(values.kwargs(), Path.of("kwargs")));
        return tree;
    }

    private static ArrayNode list(List<?> items, Path path) throws UnfitPayloadException {
        ArrayNode list = NODES.arrayNode(items.size());
        int index = 0;
        for (Object item : items) {
            list.add(node(item, path, index++, null));
        }
        return list;
    }

    private static ObjectNode object(Map<?, ?> members, Path path) throws UnfitPayloadException {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String key = String.valueOf(member.getKey());
            object.set(key, node(member.getValue(), path, 0, key));
        }
        return object;
    }

    /**
     * Converts a value to a JSON node. The path of the value is created only if the value is a list or a map, or cannot
     * be converted.
     *
     * @param outside the path of the list or map that contains the value
     * @param index the position of the value in a list
     * @param key the key of the value in a map; null in a list
     */
    private static JsonNode node(@Nullable Object value, Path outside, int index, @Nullable String key)
            throws UnfitPayloadException {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.stringNode(text);
        } else if (value instanceof Long number) {
            return NumberNodes.of(number.longValue());
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof List<?> items) {
            return list(items, outside.inner(index, key));
        } else if (value instanceof Map<?, ?> members) {
            return object(members, outside.inner(index, key));
        } else if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw unfit(outside, index, key, "found " + number + " (expected a number of JSON)");
            }
            return NumberNodes.of(number.doubleValue());
        } else if (value instanceof byte[] bytes) {
            return NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Instant time) {
            return NODES.stringNode(time.toString());
        }
        return rare(value, outside, index, key);
    }

    private static JsonNode rare(Object value, Path outside, int index, @Nullable String key)
            throws UnfitPayloadException {
        if (value instanceof BigInteger number) {
            if (number.bitLength() > MAX_DIGITS * 3) {
                throw unfit(outside, index, key, "found a number of more than " + MAX_DIGITS * 3 + " bits");
            }
            return NumberNodes.of(number);
        } else if (value instanceof BigDecimal number) {
            if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
                throw unfit(outside, index, key, "found a number of more than " + MAX_DIGITS + " digits");
            }
            return NumberNodes.of(number);
        } else if (value instanceof ForeignValue foreign) {
            throw unfit(outside, index, key, "found " + foreign.description() + " (expected a value of JSON)");
        }
        throw unfit(outside, index, key, "found a value of an unknown type (expected a value of JSON)");
    }

    private static UnfitPayloadException unfit(Path outside, int index, @Nullable String key, String reason) {
        return new UnfitPayloadException(outside.inner(index, key).spelled(), reason);
    }
}
