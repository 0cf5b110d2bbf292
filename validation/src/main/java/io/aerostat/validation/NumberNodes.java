package io.aerostat.validation;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes nodes of numbers, so that equal numbers have equal nodes. For {@code const}, {@code enum} and
 * {@code uniqueItems}, the validator compares nodes. Nodes of different Java types are never equal, for example 1 as a
 * {@code long} and 1 as an {@code int}. Stateless; any thread.
 */
final class NumberNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The first {@code double} beyond the range of {@code long}. */
    private static final double BEYOND_LONG = 0x1p63;

    private NumberNodes() {}

    static JsonNode of(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    /**
     * Returns the node of a number.
     *
     * @param number a finite number
     */
    static JsonNode of(double number) {
        boolean isLong = number == Math.rint(number) && number >= -BEYOND_LONG && number < BEYOND_LONG;
        return isLong ? of((long) number) : NODES.numberNode(number);
    }

    static JsonNode of(BigInteger number) {
        return number.bitLength() < Long.SIZE ? of(number.longValue()) : large(new BigDecimal(number));
    }

    /**
     * Returns the node of a number.
     *
     * @param number a number with a scale that is not large
     */
    static JsonNode of(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 ? of(stripped.toBigInteger()) : large(stripped);
    }

    /** Returns the node of a number that is no {@code long}. */
    private static JsonNode large(BigDecimal number) {
        double rounded = number.doubleValue();
        if (Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(number) == 0) {
            return NODES.numberNode(rounded);
        }
        return number.scale() <= 0 ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
    }

    /** Returns a copy of a JSON text, with the nodes of this class for its numbers. */
    static JsonNode copy(JsonNode text) {
        if (text.isObject()) {
            ObjectNode object = NODES.objectNode();
            text.properties().forEach(member -> object.set(member.getKey(), copy(member.getValue())));
            return object;
        } else if (text.isArray()) {
            ArrayNode list = NODES.arrayNode(text.size());
            text.forEach(item -> list.add(copy(item)));
            return list;
        }
        return text.isNumber() ? number(text) : text;
    }

    private static JsonNode number(JsonNode number) {
        return switch (number.numberType()) {
            case INT, LONG -> of(number.longValue());
            case BIG_INTEGER -> of(number.bigIntegerValue());
            case FLOAT, DOUBLE -> Double.isFinite(number.doubleValue()) ? of(number.doubleValue()) : number;
            case BIG_DECIMAL -> number;
        };
    }
}
