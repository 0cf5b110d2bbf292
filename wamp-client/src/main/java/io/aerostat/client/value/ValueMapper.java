package io.aerostat.client.value;

import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.PayloadValues;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts Java values to WAMP values and back. Scalars, lists and maps have rules of their own; for all other types
 * Jackson's rules apply. Immutable; any thread.
 */
public final class ValueMapper {
    /** A mapper with Jackson's defaults. */
    public static final ValueMapper DEFAULT =
            new ValueMapper(() -> JsonMapper.builder().build());

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Supplier<ObjectMapper> rules;
    private volatile @Nullable ObjectRules objectRules;

    /** @param mapper the rules for records, POJOs, enums, dates and other types */
    public ValueMapper(ObjectMapper mapper) {
        this(() -> mapper);
    }

    private ValueMapper(Supplier<ObjectMapper> rules) {
        this.rules = rules;
    }

    /**
     * The rules of Jackson, created at their first use: a program that uses only scalars, lists and maps does not need
     * them.
     */
    private record ObjectRules(ObjectMapper mapper, Oversights oversights) {
        static ObjectRules of(ObjectMapper given) {
            ObjectMapper exact = given.rebuild().addModule(ExactValues.module()).build();
            return new ObjectRules(exact, new Oversights(exact));
        }
    }

    private ObjectRules objectRules() {
        ObjectRules known = objectRules;
        if (known == null) {
            known = ObjectRules.of(rules.get());
            objectRules = known;
        }
        return known;
    }

    /**
     * Returns a Java value as a WAMP value; {@link PayloadValues} lists their types.
     *
     * @throws ArgumentMismatch if the value cannot be converted
     */
    public @Nullable Object toWamp(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof byte[]
                || value instanceof Instant
                || value instanceof ForeignValue) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return dictionary(map);
        }
        if (value instanceof Collection<?> items) {
            return list(items);
        }
        if (value instanceof Object[] items) {
            return list(Arrays.asList(items));
        }
        if (value instanceof Optional<?> optional) {
            return toWamp(optional.orElse(null));
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Enum<?> || !value.getClass().isArray()) {
            return mapped(value);
        }
        return primitives(value);
    }

    /** Returns all of {@code values} as WAMP values. */
    public List<@Nullable Object> toWampList(Collection<? extends @Nullable Object> values) {
        return list(values);
    }

    /** Returns a dictionary with text keys and WAMP values. */
    public Map<String, @Nullable Object> toWampDictionary(Map<?, ?> values) {
        return dictionary(values);
    }

    private @Nullable Object number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big) {
            return big.compareTo(LONG_MIN) >= 0 && big.compareTo(LONG_MAX) <= 0 ? (Object) big.longValue() : big;
        }
        if (number instanceof Float) {
            return number.doubleValue();
        }
        if (number instanceof BigDecimal decimal) {
            double nearest = decimal.doubleValue();
            boolean isDouble =
                    !Double.isInfinite(nearest) && BigDecimal.valueOf(nearest).compareTo(decimal) == 0;
            return isDouble ? (Object) nearest : decimal;
        }
        return mapped(number);
    }

    private Map<String, @Nullable Object> dictionary(Map<?, ?> map) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        map.forEach((key, value) -> dictionary.put(String.valueOf(key), toWamp(value)));
        return dictionary;
    }

    private List<@Nullable Object> list(Collection<? extends @Nullable Object> items) {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        for (Object item : items) {
            list.add(toWamp(item));
        }
        return list;
    }

    private List<@Nullable Object> primitives(Object array) {
        List<@Nullable Object> list = new ArrayList<>(Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(toWamp(Array.get(array, i)));
        }
        return list;
    }

    private @Nullable Object mapped(Object value) {
        Object plain;
        try {
            plain = objectRules().mapper().convertValue(value, Object.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ArgumentMismatch(
                    "a " + value.getClass().getName() + " has no form as a value of WAMP: " + e.getMessage(), e);
        }
        if (plain != null && plain.getClass() == value.getClass() && !(plain instanceof Number)) {
            throw new ArgumentMismatch("a " + value.getClass().getName() + " has no form as a value of WAMP");
        }
        return plain instanceof Number number && !(plain instanceof Long || plain instanceof Double)
                ? plainNumber(number)
                : toWamp(plain);
    }

    private @Nullable Object plainNumber(Number number) {
        return number instanceof Integer || number instanceof BigInteger || number instanceof BigDecimal
                ? number(number)
                : number.doubleValue();
    }

    /**
     * Reads a WAMP value as a Java type. A number is read as an integer only if it is an integer in the range of the
     * type: 3.0 is 3, but 1.5 and NaN are not integers. Keys that a record or POJO does not have are ignored, unless
     * such a key resembles a known key without a value.
     *
     * @param what the name of the value in errors, such as {@code argument 0}; if empty, errors name only the entries
     *     of the value
     * @throws ArgumentMismatch if the value is null or cannot be read as {@code type}; the message names the wrong
     *     entry, such as {@code orders[2].pieces}
     * @throws IllegalStateException if Jackson cannot read any value as {@code type}
     */
    public Object fromWamp(@Nullable Object value, Type type, String what) {
        Object converted = fromWampOrNull(value, type, what);
        if (converted == null) {
            throw new ArgumentMismatch(named(what) + "found null (expected " + Kinds.expected(type) + ")");
        }
        return converted;
    }

    /** Does the same as {@link #fromWamp}, but returns null for null. */
    public @Nullable Object fromWampOrNull(@Nullable Object value, Type type, String what) {
        if (value == null) {
            return null;
        }
        if (type instanceof Class<?> wanted) {
            if (Kinds.boxed(wanted).isInstance(value)) {
                return value;
            }
            if (value instanceof Long number && Kinds.boxed(wanted) == Integer.class && number.intValue() == number) {
                return number.intValue();
            }
        }
        if (Kinds.holdsForeign(value)) {
            // Jackson would treat a foreign value as a bean.
            throw new ArgumentMismatch(
                    named(what) + "found " + Kinds.found(value) + " (expected " + Kinds.expected(type) + ")");
        }
        ObjectRules objects = objectRules();
        ObjectMapper mapper = objects.mapper();
        JavaType wanted = mapper.constructType(type);
        Object converted;
        try {
            converted = mapper.readerFor(wanted)
                    .readValue(new ExactNumbers(mapper.treeAsTokens(mapper.valueToTree(value))));
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException(type.getTypeName() + " cannot be made from values of WAMP", e);
        } catch (JacksonException e) {
            throw objects.oversights()
                    .in(value, wanted, what)
                    .orElseGet(() -> mismatch(Path.to(e, value, what), e, type));
        } catch (RuntimeException e) {
            // Thrown by a deserializer that does not expect such a value.
            throw mismatch(new Path(what, value, true), e, type);
        }
        objects.oversights().in(value, wanted, what).ifPresent(oversight -> {
            throw oversight;
        });
        return converted;
    }

    /** Returns the error to throw. It does not keep the cause, because the text of the cause quotes the value. */
    private static ArgumentMismatch mismatch(Path at, RuntimeException cause, Type whole) {
        if (cause instanceof ValueInstantiationException) {
            return new ArgumentMismatch(named(at.text()) + "found " + Kinds.found(at.value())
                    + " with values that are refused (expected others)");
        }
        if (cause instanceof UnrecognizedPropertyException) {
            return new ArgumentMismatch(named(at.text()) + "found an unknown key (expected one that is known)");
        }
        boolean isWhole = !(cause instanceof JacksonException e) || e.getPath().isEmpty();
        Class<?> target = cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        String expected = isWhole || target == null ? null : Kinds.expected(target);
        String found = at.present() ? Kinds.found(at.value()) : "nothing";
        return new ArgumentMismatch(named(at.text()) + "found " + found + " (expected "
                + (isWhole ? Kinds.expected(whole) : expected == null ? "another value" : expected) + ")");
    }

    private static String named(String what) {
        return what.isEmpty() ? "" : what + ": ";
    }
}
