package io.aerostat.node.flatbuffers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables and structs of binary schemas ({@code .bfbs}), by their full names. A table describes the arguments of a
 * message: fields with the attribute {@code kwarg} are keyword arguments, all others are positional ones.
 */
public final class PayloadTypes {
    /** No types. */
    public static final PayloadTypes NONE = new PayloadTypes(Map.of());

    private static final String IDENTIFIER = "BFBS";
    /** Names of FlatBuffers need no escapes in JSON. */
    private static final Pattern LEGAL_NAME = Pattern.compile("[\\w.]{1,255}");

    private final Map<String, Structure> byName;

    /** A table or struct, with its fields in the order of their numbers. */
    private record Structure(boolean isStruct, List<NamedField> fields) {}

    private record NamedField(String name, FieldType type, boolean isKeyword) {}

    private PayloadTypes(Map<String, Structure> byName) {
        this.byName = byName;
    }

    /**
     * Reads a binary schema, such as {@code flatc --binary --schema} writes.
     *
     * @throws MalformedSchemaException if the bytes are no binary schema
     */
    public static PayloadTypes read(byte[] schema) throws MalformedSchemaException {
        try {
            BinaryTable root = BinaryTable.root(schema, IDENTIFIER)
                    .orElseThrow(() -> new MalformedSchemaException("found no binary schema of FlatBuffers"));
            List<BinaryTable> objects = root.tablesAt(0);
            List<String> names = new ArrayList<>();
            for (BinaryTable object : objects) {
                names.add(name(object));
            }
            Map<String, Structure> byName = new LinkedHashMap<>();
            for (int i = 0; i < objects.size(); i++) {
                if (byName.put(names.get(i), structure(objects.get(i), names)) != null) {
                    throw damaged();
                }
            }
            return new PayloadTypes(byName);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw damaged();
        }
    }

    private static MalformedSchemaException damaged() {
        return new MalformedSchemaException("found a damaged binary schema of FlatBuffers");
    }

    private static String name(BinaryTable named) throws MalformedSchemaException {
        String name = named.textAt(0);
        if (!LEGAL_NAME.matcher(name).matches()) {
            throw damaged();
        }
        return name;
    }

    private static Structure structure(BinaryTable object, List<String> names) throws MalformedSchemaException {
        List<BinaryTable> inOrder = new ArrayList<>(object.tablesAt(1));
        inOrder.sort(Comparator.comparingInt(field -> field.shortAt(2)));
        List<NamedField> fields = new ArrayList<>();
        Set<String> fieldNames = new HashSet<>();
        for (BinaryTable field : inOrder) {
            if (!fieldNames.add(name(field))) {
                throw damaged();
            }
            List<String> attributes =
                    field.tablesAt(9).stream().map(pair -> pair.textAt(0)).toList();
            boolean isRequired = field.byteAt(7) != 0;
            fields.add(new NamedField(
                    name(field),
                    field.tableAt(1).map(type -> type(type, names)).orElseThrow(IllegalArgumentException::new),
                    attributes.contains("kwarg") && !attributes.contains("arg") && !isRequired));
        }
        return new Structure(object.byteAt(2) != 0, fields);
    }

    private static FieldType type(BinaryTable type, List<String> names) {
        int index = type.indexAt(2);
        return FieldType.of(
                type.byteAt(0),
                type.byteAt(1),
                index >= 0 && index < names.size() ? Optional.of(names.get(index)) : Optional.empty());
    }

    /**
     * Returns these types together with others. If both have a type of the same name, the type of this object remains.
     */
    public PayloadTypes and(PayloadTypes others) {
        Map<String, Structure> all = new LinkedHashMap<>(byName);
        others.byName.forEach(all::putIfAbsent);
        return new PayloadTypes(all);
    }

    /** Returns the full names of all tables and structs. */
    Set<String> names() {
        return byName.keySet();
    }

    /** Checks whether there is a table or struct of this full name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * Returns the JSON Schema of an object with {@code args} and {@code kwargs} that fit one of the types. Nothing fits
     * an unknown type.
     */
    public String messageSchema(Collection<String> types) {
        List<String> known = types.stream().filter(this::has).toList();
        if (known.isEmpty()) {
            return "false";
        }
        UsedTypes used = new UsedTypes();
        String alternatives =
                known.stream().map(type -> message(type, used)).collect(Collectors.joining("},{", "{", "}"));
        StringJoiner defined = new StringJoiner(",");
        for (String type = used.next(); type != null; type = used.next()) {
            defined.add("\"" + type + "\":" + value(type, used));
        }
        // The faults of a single schema are easier to read than the faults of several alternatives.
        String fits = known.size() == 1
                ? alternatives.substring(1, alternatives.length() - 1)
                : "\"anyOf\":[" + alternatives + "]";
        return "{" + fits + ",\"$defs\":{" + defined + "}}";
    }

    private Structure structure(String type) {
        return byName.getOrDefault(type, new Structure(false, List.of()));
    }

    /** Returns the members of a message's JSON Schema, as text. */
    private String message(String type, UsedTypes used) {
        List<NamedField> positional = structure(type).fields.stream()
                .filter(field -> !field.isKeyword)
                .toList();
        List<NamedField> keywords =
                structure(type).fields.stream().filter(NamedField::isKeyword).toList();
        return "\"properties\":{\"args\":" + list(positional, used) + ",\"kwargs\":{\"properties\":"
                + properties(keywords, used) + ",\"additionalProperties\":false}}";
    }

    /**
     * Returns the schema of a value. A table is a dictionary that may lack fields; a struct is a dictionary or a list
     * with all fields.
     */
    private String value(String type, UsedTypes used) {
        Structure structure = structure(type);
        String dictionary = "{\"type\":\"object\",\"properties\":" + properties(structure.fields, used)
                + ",\"additionalProperties\":false";
        if (!structure.isStruct) {
            return dictionary + "}";
        }
        String required = structure.fields.stream()
                .map(field -> "\"" + field.name + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"anyOf\":[" + dictionary + ",\"required\":" + required + "}," + list(structure.fields, used) + "]}";
    }

    private static String list(List<NamedField> fields, UsedTypes used) {
        int size = fields.size();
        String bounds = "{\"type\":\"array\",\"minItems\":" + size + ",\"maxItems\":" + size;
        return size == 0
                ? bounds + "}"
                : bounds
                        + fields.stream()
                                .map(field -> schema(field.type, used))
                                .collect(Collectors.joining(",", ",\"prefixItems\":[", "]}"));
    }

    private static String properties(List<NamedField> fields, UsedTypes used) {
        return fields.stream()
                .map(field -> "\"" + field.name + "\":" + schema(field.type, used))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String schema(FieldType type, UsedTypes used) {
        String item = switch (type.kind()) {
            case BOOLEAN -> "{\"type\":\"boolean\"}";
            case INTEGER -> "{\"type\":\"integer\"}";
            case NUMBER -> "{\"type\":\"number\"}";
            case TEXT -> "{\"type\":\"string\"}";
            case OBJECT -> reference(type.object().orElseThrow(), used);
            case ANYTHING -> "true";
        };
        if (!type.isList()) {
            return item;
        }
        return (type.isBinary() ? "{\"type\":[\"array\",\"string\"]" : "{\"type\":\"array\"") + ",\"items\":" + item
                + "}";
    }

    private static String reference(String type, UsedTypes used) {
        used.add(type);
        return "{\"$ref\":\"#/$defs/" + type + "\"}";
    }

    /** The types to which a schema refers, and which it must define. */
    private static final class UsedTypes {
        private final Set<String> all = new HashSet<>();
        private final Queue<String> undefined = new ArrayDeque<>();

        void add(String type) {
            if (all.add(type)) {
                undefined.add(type);
            }
        }

        /** Returns a type that is not defined yet; null if there is none. */
        @Nullable
        String next() {
            return undefined.poll();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayloadTypes types && byName.equals(types.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return "PayloadTypes" + byName.keySet();
    }
}
