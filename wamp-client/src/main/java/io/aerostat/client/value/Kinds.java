package io.aerostat.client.value;

import io.aerostat.protocol.payload.ForeignValue;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names kinds of values in errors, which a peer may read. The names contain neither the values nor Java classes.
 * Stateless; any thread.
 */
final class Kinds {
    private static final Set<Class<?>> INTEGERS =
            Set.of(Long.class, Integer.class, Short.class, Byte.class, BigInteger.class);
    /** The largest number of enum constants that an error lists. */
    private static final int LISTED_CONSTANTS = 12;

    private Kinds() {}

    /** Returns the kind of a value that was found, such as {@code text}. */
    static String found(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "a bool";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "an integer";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof TemporalAccessor) {
            return "a timestamp";
        }
        if (value instanceof ForeignValue foreign) {
            return foreign.description();
        }
        if (holdsForeign(value)) {
            return "a value that Java has no type for";
        }
        return value instanceof List<?> ? "a list" : value instanceof Map<?, ?> ? "a dictionary" : "binary";
    }

    /** Checks whether the value is, or contains at any depth, a value for which Java has no type. */
    static boolean holdsForeign(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Kinds::holdsForeign);
        }
        return value instanceof Map<?, ?> map
                ? map.values().stream().anyMatch(Kinds::holdsForeign)
                : value instanceof ForeignValue;
    }

    /** Returns the kind of values that a type accepts, such as {@code an integer}. */
    static String expected(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == Optional.class
                    ? expected(parameterized.getActualTypeArguments()[0])
                    : expected(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType) {
            return "a list";
        }
        return type instanceof Class<?> raw ? ofClass(boxed(raw)) : "another value";
    }

    private static String ofClass(Class<?> type) {
        if (isInteger(type)) {
            return "an integer";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Boolean.class) {
            return "a bool";
        }
        if (type == Character.class) {
            return "one character";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type == byte[].class) {
            return "binary";
        }
        if (type.isEnum()) {
            return ofEnum(type);
        }
        if (type == Duration.class) {
            return "a duration";
        }
        if (TemporalAccessor.class.isAssignableFrom(type) || type == Date.class) {
            return "a time";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type)
                ? "another value"
                : "a dictionary";
    }

    private static String ofEnum(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants.length > LISTED_CONSTANTS
                ? "one of " + constants.length + " names"
                : "one of " + Arrays.stream(constants).map(String::valueOf).collect(Collectors.joining(", "));
    }

    static boolean isInteger(Class<?> type) {
        return INTEGERS.contains(boxed(type));
    }

    /** Returns the class itself, or the wrapper class of a primitive type. */
    static Class<?> boxed(Class<?> type) {
        // This method runs for each argument, and few types are primitive, so a MethodType is created only for
        // primitive types.
        return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
    }
}
