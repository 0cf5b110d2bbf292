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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Converts Java values to WAMP values and back. Scalars, lists and maps have rules of their own; for all other types
 * the rules of an {@link ObjectMapping} apply. Immutable; any thread.
 */
public final class ValueMapper {
    /** A mapper with the defaults of Jackson 3. */
    public static final ValueMapper DEFAULT = new ValueMapper(JacksonMapping.DEFAULT);

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final ObjectMapping mapping;

    /** @param mapping the rules for records, POJOs, enums, dates and other types */
    public ValueMapper(ObjectMapping mapping) {
        this.mapping = mapping;
    }

    /** @param mapper the rules for records, POJOs, enums, dates and other types, as a mapper of Jackson 3 */
    public ValueMapper(ObjectMapper mapper) {
        this(JacksonMapping.of(mapper));
    }

    /**
     * Converts a Java value to a WAMP value; {@link PayloadValues} lists the types of WAMP values.
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
            plain = mapping.toPlain(value);
        } catch (IllegalArgumentException e) {
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
     * @throws IllegalStateException if the rules cannot read any value as {@code type}
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
            // The mapping would treat a foreign value as a bean.
            throw new ArgumentMismatch(
                    named(what) + "found " + Kinds.found(value) + " (expected " + Kinds.expected(type) + ")");
        }
        try {
            return mapping.toObject(value, type);
        } catch (MappingFailure e) {
            throw mismatch(e, value, what, type);
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw mismatch(MappingFailure.mismatch(List.of(), null), value, what, type);
        }
    }

    private static ArgumentMismatch mismatch(MappingFailure failure, Object value, String what, Type whole) {
        Path at = Path.to(failure.path(), value, what);
        MappingFailure.Fault fault = failure.fault();
        if (fault instanceof MappingFailure.Fault.Refused) {
            return new ArgumentMismatch(named(at.text()) + "found " + Kinds.found(at.value())
                    + " with values that are refused (expected others)");
        }
        if (fault instanceof MappingFailure.Fault.UnknownKey key) {
            return new ArgumentMismatch(named(at.text()) + "found an unknown key (expected "
                    + (key.meant() == null ? "one that is known" : key.meant()) + ")");
        }
        Class<?> target = fault instanceof MappingFailure.Fault.Mismatch mismatch ? mismatch.expected() : null;
        Type expected = failure.path().isEmpty() ? whole : target;
        return new ArgumentMismatch(named(at.text()) + "found " + (at.present() ? Kinds.found(at.value()) : "nothing")
                + " (expected " + (expected == null ? "another value" : Kinds.expected(expected)) + ")");
    }

    private static String named(String what) {
        return what.isEmpty() ? "" : what + ": ";
    }
}
