package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.serializer.token.TokenWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values as tokens: values of the types in {@link io.aerostat.protocol.payload.PayloadValues} and of the
 * smaller number types. Not recursive. Confined to one thread.
 */
final class ValueWriter {
    /** The deepest nesting. Values with deeper nesting are assumed to contain a cycle. */
    private static final int MAX_DEPTH = 1000;

    private final TokenWriter out;

    ValueWriter(TokenWriter out) {
        this.out = out;
    }

    void write(@Nullable Object value) throws NotExpressible {
        Iterator<?> open = one(value);
        if (open == null) {
            return;
        }
        Deque<Iterator<?>> outer = null; // most options are flat
        while (true) {
            if (open.hasNext()) {
                Object next = open.next();
                Object element = next;
                if (open instanceof Entries) {
                    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) next;
                    out.key(key(entry.getKey()));
                    element = entry.getValue();
                }
                Iterator<?> inner = one(element);
                if (inner != null) {
                    if (outer == null) {
                        outer = new ArrayDeque<>(4);
                    }
                    if (outer.size() == MAX_DEPTH) {
                        throw new NotExpressible("found values nested deeper than " + MAX_DEPTH + " (expected less)");
                    }
                    outer.push(open);
                    open = inner;
                }
            } else {
                if (open instanceof Entries) {
                    out.endDictionary();
                } else {
                    out.endList();
                }
                if (outer == null || outer.isEmpty()) {
                    return;
                }
                open = outer.pop();
            }
        }
    }

    /** Writes the entries of a dictionary whose head has been written. */
    void entries(Map<String, ?> entries) throws NotExpressible {
        for (Map.Entry<String, ?> entry : entries.entrySet()) {
            out.key(entry.getKey());
            write(entry.getValue());
        }
    }

    /**
     * Writes a scalar and returns null, or writes the head of a list or dictionary and returns its elements or entries.
     */
    private @Nullable Iterator<?> one(@Nullable Object value) throws NotExpressible {
        if (value instanceof String text) {
            out.text(text);
        } else if (value instanceof Map<?, ?> map) {
            out.dictionary(map.size());
            return new Entries(map.entrySet().iterator());
        } else if (value instanceof Collection<?> list) {
            out.list(list.size());
            return list.iterator();
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean bool) {
            out.bool(bool);
        } else if (value == null) {
            out.nothing();
        } else if (value instanceof byte[] binary) {
            out.binary(binary, 0, binary.length);
        } else if (value instanceof Instant timestamp) {
            out.timestamp(timestamp, timestamp.toString());
        } else if (value instanceof ForeignValue foreign) {
            out.foreign(foreign);
        } else {
            throw unknown(value);
        }
        return null;
    }

    private void number(Number number) throws NotExpressible {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            out.integer(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            out.real(number.doubleValue());
        } else if (number instanceof BigInteger integer) {
            out.boundedInteger(integer);
        } else if (number instanceof BigDecimal decimal) {
            out.decimal(decimal);
        } else {
            throw unknown(number);
        }
    }

    private static String key(@Nullable Object key) throws NotExpressible {
        if (key instanceof String text) {
            return text;
        }
        throw new NotExpressible("found a key that is "
                + (key == null ? "null" : "a " + key.getClass().getName()) + " (expected a string)");
    }

    private static NotExpressible unknown(Object value) {
        return new NotExpressible("found a " + value.getClass().getName()
                + " (expected null, a Boolean, Long, BigInteger, Double, BigDecimal, String, Instant, byte[],"
                + " List or Map)");
    }

    /** An iterator over the entries of a dictionary; its type distinguishes it from an iterator over a list. */
    private record Entries(Iterator<? extends Map.Entry<?, ?>> entries) implements Iterator<Map.Entry<?, ?>> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Map.Entry<?, ?> next() {
            return entries.next();
        }
    }
}
