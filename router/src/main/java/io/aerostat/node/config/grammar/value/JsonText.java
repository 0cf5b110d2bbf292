package io.aerostat.node.config.grammar.value;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes plain values as JSON text. */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private JsonText() {}

    /** Returns compact JSON. */
    public static String of(@Nullable Object plain) {
        return text(plain, ObjectWriteContext.empty());
    }

    /** Returns JSON with line breaks and indentation. */
    public static String pretty(@Nullable Object plain) {
        return text(plain, new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        });
    }

    private static String text(@Nullable Object plain, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(context, text)) {
            write(plain, generator);
        }
        // Half of a surrogate pair has no encoding in UTF-8, but JSON can escape it.
        return HALF_PAIR
                .matcher(text.toString())
                .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
    }

    private static void write(@Nullable Object plain, JsonGenerator generator) {
        if (plain instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((key, value) -> {
                generator.writeName(String.valueOf(key));
                write(value, generator);
            });
            generator.writeEndObject();
        } else if (plain instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(item -> write(item, generator));
            generator.writeEndArray();
        } else if (plain instanceof String text) {
            generator.writeString(text);
        } else if (plain instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (plain instanceof Number number) {
            generator.writeNumber(number.toString());
        } else {
            generator.writeNull();
        }
    }
}
