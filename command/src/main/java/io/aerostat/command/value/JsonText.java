package io.aerostat.command.value;

import io.aerostat.command.line.Terminal;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Reads JSON texts as WAMP values and writes WAMP values as JSON. */
public final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /**
     * Reads one JSON value.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static @Nullable Object read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("found nothing (expected JSON)");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("found more text after the end of the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(explain(e), e);
        }
    }

    /**
     * Reads one JSON object.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        Object value = read(text);
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("found another JSON value (expected an object)");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, item) -> object.put(String.valueOf(key), item));
        return object;
    }

    private static String explain(JacksonException broken) {
        TokenStreamLocation at = broken.getLocation();
        String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return where + "not JSON: "
                + broken.getOriginalMessage()
                        .replaceAll(" \\((?:start marker at|for \\w+ starting at) .*?\\]\\)", "")
                        .replaceAll(" \\(code \\d+\\)", "")
                        .lines()
                        .findFirst()
                        .orElse("");
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> binaryOrText(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object integer(Number number) {
        return number instanceof BigInteger ? number : (Object) number.longValue();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            object.put(key, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    /**
     * Returns the binary value of a text that consists of NUL and base64, as WAMP writes binary values in JSON (SER-3).
     * Returns any other text unchanged.
     */
    private static Object binaryOrText(String text) {
        if (text.isEmpty() || text.charAt(0) != '\0') {
            return text;
        }
        try {
            return Base64.getDecoder().decode(text.substring(1));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Returns a WAMP value as JSON in one line. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, json);
        }
        // Control characters that JSON allows in texts could control the terminal.
        return Terminal.harmless(text.toString());
    }

    /** Returns a value as JSON with a line for each entry, for files. */
    public static String writePretty(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new IndentedContext(), text)) {
            write(value, json);
        }
        return text.toString();
    }

    /** The settings of a generator that begins a line for each entry. */
    private static final class IndentedContext extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private static void write(@Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof byte[] bytes) {
            json.writeString("\0" + Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeName(String.valueOf(key));
                write(item, json);
            });
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            items.forEach(item -> write(item, json));
            json.writeEndArray();
        } else if (value instanceof Number number) {
            write(number, json);
        } else {
            json.writeString(value.toString());
        }
    }

    private static void write(Number number, JsonGenerator json) {
        if (number instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (number instanceof BigDecimal big) {
            json.writeNumber(big);
        } else if (number instanceof Double || number instanceof Float) {
            // JSON has no NaN and no infinity; the generator writes them as texts.
            json.writeNumber(number.doubleValue());
        } else {
            json.writeNumber(number.longValue());
        }
    }
}
