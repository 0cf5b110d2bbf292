package io.aerostat.validation;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.aerostat.router.contract.PayloadFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The words for an error that the validator has found.
 *
 * @param path the place of the error, such as {@code args[0].x}; empty for the whole payload
 * @param reason in the form {@code found X (expected Y)}
 */
record FaultText(String path, String reason) {
    private static final int MAX_CHOICES = 8;

    static FaultText of(Error error) {
        Path path = path(error.getInstanceLocation());
        String property = error.getProperty();
        String keyword = String.valueOf(error.getKeyword());
        if (property != null && (keyword.equals("required") || keyword.equals("dependentRequired"))) {
            return new FaultText(inner(path, property), "found nothing (expected a value)");
        }
        if (property != null && keyword.endsWith("Properties")) {
            return new FaultText(inner(path, property), "found a value (expected none)");
        }
        JsonNode found = error.getInstanceNode();
        return new FaultText(
                path == null ? "" : path.spelled(),
                "found " + found(keyword, found) + " (expected " + expected(keyword, error.getSchemaNode()) + ")");
    }

    private static String inner(@Nullable Path path, String property) {
        return (path == null ? Path.of(property) : path.inner(0, property)).spelled();
    }

    private static @Nullable Path path(@Nullable NodePath location) {
        Path path = null;
        for (int i = 0; location != null && i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            int index = element instanceof Number number ? number.intValue() : 0;
            String key = element instanceof Number ? null : String.valueOf(element);
            path = new Path(path, index, key);
        }
        return path;
    }

    private static String found(String keyword, @Nullable JsonNode found) {
        if (found == null) {
            return "a value";
        }
        return switch (keyword) {
            case "minLength", "maxLength" -> "a string of " + Shown.count(length(found.asString()), "character");
            case "minProperties", "maxProperties" -> "an object of " + Shown.count(found.size(), "member");
            default -> Shown.value(found);
        };
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String expected(String keyword, @Nullable JsonNode rule) {
        if (rule == null) {
            return "a value that fits \"" + keyword + "\" of the schema";
        }
        return switch (keyword) {
            case "type" -> types(rule);
            case "enum" -> choices(rule);
            case "const" -> Shown.value(rule);
            case "minimum" -> "at least " + Shown.value(rule);
            case "maximum" -> "at most " + Shown.value(rule);
            case "exclusiveMinimum" -> "more than " + Shown.value(rule);
            case "exclusiveMaximum" -> "less than " + Shown.value(rule);
            case "multipleOf" -> "a multiple of " + Shown.value(rule);
            case "minItems", "minLength", "minProperties" -> "at least " + Shown.value(rule);
            case "maxItems", "maxLength", "maxProperties" -> "at most " + Shown.value(rule);
            case "pattern" -> "a string that matches " + Shown.value(rule);
            case "format" -> "a string in the format " + Shown.value(rule);
            case "uniqueItems" -> "items that differ from each other";
            default -> "a value that fits \"" + keyword + "\" of the schema";
        };
    }

    private static String types(JsonNode rule) {
        if (!rule.isArray()) {
            return type(rule.asString());
        }
        List<String> words = new ArrayList<>();
        rule.forEach(each -> words.add(type(each.asString())));
        return String.join(" or ", words);
    }

    private static String type(String type) {
        return switch (type) {
            case "integer" -> "an integer";
            case "object" -> "an object";
            case "array" -> "a list";
            case "boolean" -> "true or false";
            case "null" -> "null";
            default -> "a " + type;
        };
    }

    private static String choices(JsonNode rule) {
        List<String> words = new ArrayList<>();
        for (JsonNode choice : rule) {
            if (words.size() == MAX_CHOICES) {
                words.add("…");
                break;
            }
            words.add(Shown.value(choice));
        }
        return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }

    PayloadFault toFault() {
        return new PayloadFault(path, path.isEmpty() ? reason : path + ": " + reason);
    }
}
