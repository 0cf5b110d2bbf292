package io.aerostat.validation;

import tools.jackson.databind.JsonNode;

/** Describes values for messages to people, in a few words. Stateless; any thread. */
final class Shown {
    private static final int MAX_LENGTH = 60;

    private Shown() {}

    /** Returns a short text for a value: a scalar's content, or the kind and size of any other value. */
    static String value(JsonNode value) {
        if (value.isString()) {
            return text(value.asString());
        }
        return value.isArray() || value.isObject() ? kind(value) : shortened(value.toString());
    }

    /** Returns the kind of a value, with the size of a list. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list of " + count(value.size(), "item");
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> value.asBoolean() ? "true" : "false";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns a text in quotes, shortened and without control characters. */
    static String text(String text) {
        return "\"" + shortened(text) + "\"";
    }

    static String shortened(String text) {
        String plain = (text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…")
                .replaceAll("\\p{Cntrl}", "?");
        return plain;
    }
}
