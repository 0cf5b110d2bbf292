package io.aerostat.node.flatbuffers;

import java.util.Optional;

/**
 * The type of a field, as far as JSON can express it.
 *
 * @param kind the kind of the value, or of the items if the value is a list
 * @param object the full name of the table or struct, if {@code kind} is {@link Kind#OBJECT}
 * @param isBinary whether the value is a list of bytes, which is also written as a binary value
 */
record FieldType(Kind kind, boolean isList, Optional<String> object, boolean isBinary) {
    /** The kinds of values that are distinguished. */
    enum Kind {
        BOOLEAN,
        INTEGER,
        NUMBER,
        TEXT,
        OBJECT,
        ANYTHING
    }

    private static final int BOOL = 2;
    private static final int BYTE = 3;
    private static final int UBYTE = 4;
    private static final int ULONG = 10;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;
    private static final int STRING = 13;
    private static final int VECTOR = 14;
    private static final int OBJECT = 15;
    private static final int ARRAY = 17;

    /** Returns the type with these numbers of FlatBuffers' {@code BaseType}. */
    static FieldType of(int base, int element, Optional<String> object) {
        boolean isList = base == VECTOR || base == ARRAY;
        int of = isList ? element : base;
        return new FieldType(kind(of, object), isList, object, isList && (of == BYTE || of == UBYTE));
    }

    private static Kind kind(int base, Optional<String> object) {
        if (base == BOOL) {
            return Kind.BOOLEAN;
        }
        if (base >= BYTE && base <= ULONG) {
            return Kind.INTEGER;
        }
        return switch (base) {
            case FLOAT, DOUBLE -> Kind.NUMBER;
            case STRING -> Kind.TEXT;
            case OBJECT -> object.isPresent() ? Kind.OBJECT : Kind.ANYTHING;
            default -> Kind.ANYTHING;
        };
    }
}
