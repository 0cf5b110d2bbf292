package io.aerostat.node.config.located;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses JSON text into located values. Text that is not JSON ends the parsing with one problem; a repeated key is also
 * a problem, but the rest of the text is read.
 */
public final class LocatedJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final Problems problems;
    /** The open objects and lists, innermost first, for the message about a file that ends too soon. */
    private final Deque<String> open = new ArrayDeque<>();

    private LocatedJson(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Parses the whole text. If the text is not JSON, reports a problem and returns an empty result. */
    public static Optional<LocatedValue> parse(String text, Problems problems) {
        if (text.isBlank()) {
            problems.add(Location.START, "", "the file is empty (expected a JSON object)");
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            LocatedJson json = new LocatedJson(parser, problems);
            try {
                parser.nextToken();
                LocatedValue value = json.value("");
                if (parser.nextToken() != null) {
                    problems.add(json.here(), "", "found more text after the end of the configuration");
                    return Optional.empty();
                }
                return Optional.of(value);
            } catch (JacksonException broken) {
                problems.add(json.place(broken), "", json.explain(broken));
                return Optional.empty();
            }
        }
    }

    private LocatedValue value(String path) {
        JsonToken token = parser.currentToken();
        Location at = here();
        return switch (token) {
            case START_OBJECT -> object(at, path);
            case START_ARRAY -> list(at, path);
            case VALUE_STRING -> new LocatedText(at, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LocatedNumber(at, parser.getNumberValue());
            case VALUE_TRUE -> new LocatedBoolean(at, true);
            case VALUE_FALSE -> new LocatedBoolean(at, false);
            case VALUE_NULL -> new LocatedNull(at);
            default -> throw new IllegalStateException("no JSON value starts with " + token);
        };
    }

    private LocatedObject object(Location at, String path) {
        open.push("object opened at " + at);
        List<LocatedObject.Member> members = new ArrayList<>();
        Map<String, Location> keys = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyAt = here();
            String memberPath = Paths.member(path, key);
            parser.nextToken();
            LocatedValue value = value(memberPath);
            Location first = keys.putIfAbsent(key, keyAt);
            if (first == null) {
                members.add(new LocatedObject.Member(key, keyAt, value));
            } else {
                problems.add(keyAt, memberPath, "duplicate key \"" + key + "\" (first at " + first + ")");
            }
        }
        open.pop();
        return new LocatedObject(at, members);
    }

    private LocatedList list(Location at, String path) {
        open.push("list opened at " + at);
        List<LocatedValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(Paths.item(path, items.size())));
        }
        open.pop();
        return new LocatedList(at, items);
    }

    private Location place(JacksonException broken) {
        // Limits of the parser, such as its nesting depth, are reported without a location.
        TokenStreamLocation location = broken.getLocation();
        return location == null ? here() : location(location);
    }

    private Location here() {
        return location(parser.currentTokenLocation());
    }

    private static Location location(TokenStreamLocation location) {
        return new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private String explain(JacksonException broken) {
        if (broken instanceof UnexpectedEndOfInputException && !open.isEmpty()) {
            return "not JSON: the file ends before the " + open.peek() + " is closed";
        }
        String message = broken.getOriginalMessage();
        // The parser's advice about its own options and sources means nothing to the author of a configuration.
        int advice = message.indexOf(": maybe a (non-standard) comment");
        if (advice >= 0) {
            return "not JSON: found a comment (JSON has none)";
        }
        return "not JSON: "
                + message.replaceAll(" \\(start marker at .*?\\]\\)", "")
                        .replaceAll(
                                " \\(for \\w+ starting at .*?\\]\\)", open.isEmpty() ? "" : " for the " + open.peek())
                        .replaceAll(" \\(code \\d+\\)", "");
    }
}
