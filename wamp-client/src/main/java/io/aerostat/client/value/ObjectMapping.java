package io.aerostat.client.value;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which records, POJOs, enums, dates and other objects become WAMP values, and WAMP values become objects.
 * {@link ValueMapper} itself converts scalars, lists and maps, and uses the mapping for all other types.
 * {@link JacksonMapping} has the rules of Jackson 3; the module {@code aerostat-jackson2} has those of Jackson 2. Any
 * thread may call a mapping.
 */
public interface ObjectMapping {
    /**
     * Returns an object as a string, boolean, number, {@code byte[]}, list, map or null. Lists and maps contain only
     * values of these types.
     *
     * @throws IllegalArgumentException if the rules cannot convert the object
     */
    @Nullable
    Object toPlain(Object object);

    /**
     * Reads a WAMP value as a Java type. Returns null only if the rules read the value as null.
     *
     * @param value a string, boolean, {@code Long}, {@code Double}, {@code BigInteger}, {@code BigDecimal},
     *     {@code byte[]}, {@code Instant}, list or map; lists and maps contain values of these types, and null
     * @throws MappingFailure if the value does not have the form of the type
     * @throws IllegalStateException if the rules cannot read any value as {@code type}
     */
    @Nullable
    Object toObject(Object value, Type type) throws MappingFailure;
}
