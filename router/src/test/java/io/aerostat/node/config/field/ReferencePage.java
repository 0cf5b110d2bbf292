package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.NamedType;
import io.aerostat.node.config.reading.SchemaDefinitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the reference page of a configuration in Markdown, from the types that read the configuration. */
public final class ReferencePage {
    private static final int LINE_LENGTH = 120;
    private static final Pattern OBJECT = Pattern.compile("an object \\(([a-zA-Z ]+)\\)");

    private final List<NamedType> types;

    private ReferencePage(List<NamedType> types) {
        this.types = types;
    }

    /** Returns the lines of a page with a section for each type of object. */
    public static List<String> of(ObjectType<?> root) {
        return new ReferencePage(SchemaDefinitions.of(root).types()).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (NamedType type : types) {
            lines.add("### " + type.name());
            lines.add("");
            lines.add(type.meaning());
            lines.add("");
            if (type instanceof ObjectType<?> object) {
                lines.addAll(fields(object));
            } else if (type instanceof TaggedType<?> tagged) {
                lines.addAll(cases(tagged));
            }
            lines.add("");
        }
        return lines;
    }

    private static List<String> cases(TaggedType<?> tagged) {
        List<String> lines = new ArrayList<>(List.of("| `type` | is |", "| --- | --- |"));
        tagged.supported().forEach((tag, type) -> lines.add("| `" + tag + "` | " + link(type.name()) + " |"));
        lines.addAll(notYet(tagged.planned().stream().sorted().toList()));
        return lines;
    }

    private static List<String> fields(ObjectType<?> object) {
        List<String> lines =
                new ArrayList<>(List.of("| key | value | default | meaning |", "| --- | --- | --- | --- |"));
        object.fields().stream()
                .filter(field -> field.standing() == Field.Standing.OBEYED)
                .forEach(field -> lines.add("| `%s` | %s | %s | %s |"
                        .formatted(field.key(), linked(field.type().expected()), defaultOf(field), field.meaning())));
        List<Field<?>> withoutEffect = object.fields().stream()
                .filter(field -> field.standing() == Field.Standing.WITHOUT_EFFECT)
                .sorted(Comparator.comparing(Field::key))
                .toList();
        if (!withoutEffect.isEmpty()) {
            lines.add("");
            lines.addAll(wrapped("Accepted without effect: "
                    + withoutEffect.stream()
                            .map(field -> "`" + field.key() + "` (" + field.meaning() + ")")
                            .collect(Collectors.joining(", "))
                    + "."));
        }
        lines.addAll(notYet(object.fields().stream()
                .filter(field -> field.standing() == Field.Standing.PLANNED)
                .map(Field::key)
                .toList()));
        return lines;
    }

    private static List<String> notYet(List<String> keys) {
        List<String> lines = new ArrayList<>();
        if (!keys.isEmpty()) {
            lines.add("");
            lines.addAll(wrapped("Not supported yet: "
                    + keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")) + "."));
        }
        return lines;
    }

    private static List<String> wrapped(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LINE_LENGTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String defaultOf(Field<?> field) {
        if (field.isRequired()) {
            return "**required**";
        }
        return field.defaultValue()
                .map(ReferencePage::json)
                .map(json -> "`" + json + "`")
                .orElse("");
    }

    private static String json(LocatedValue value) {
        if (value.text().isPresent()) {
            return "\"" + value.text().get() + "\"";
        }
        if (value.kind().equals("a list")) {
            return value.items().stream().map(ReferencePage::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.kind().equals("an object") ? "{}" : value.shown();
    }

    private static String linked(String expected) {
        Matcher matcher = OBJECT.matcher(expected);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(link(match.group(1))))
                .replace("|", "\\|");
    }

    private static String link(String name) {
        return "[" + name + "](#" + name.toLowerCase(java.util.Locale.ROOT).replace(" ", "-") + ")";
    }
}
