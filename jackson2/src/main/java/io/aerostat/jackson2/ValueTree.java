package io.aerostat.jackson2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree that Jackson reads from a WAMP value. The serializers of the application are not used: the application
 * may write null or text in its own way, but a received value must be read as it is. Stateless; any thread.
 */
final class ValueTree {
    private ValueTree() {}

    static JsonNode of(@Nullable Object value, JsonNodeFactory nodes) {
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Boolean bool) {
            return nodes.booleanNode(bool);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number.longValue());
        }
        if (value instanceof Double number) {
            return nodes.numberNode(number.doubleValue());
        }
        if (value instanceof BigInteger number) {
            return nodes.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return DecimalNode.valueOf(number); // the factory may remove zeros at the end
        }
        if (value instanceof byte[] bytes) {
            return nodes.binaryNode(bytes);
        }
        if (value instanceof List<?> items) {
            ArrayNode array = nodes.arrayNode(items.size());
            items.forEach(item -> array.add(of(item, nodes)));
            return array;
        }
        if (value instanceof Map<?, ?> entries) {
            ObjectNode object = nodes.objectNode();
            entries.forEach((key, entry) -> object.set(String.valueOf(key), of(entry, nodes)));
            return object;
        }
        return nodes.textNode(value.toString()); // text, or the ISO 8601 form of a timestamp
    }
}
