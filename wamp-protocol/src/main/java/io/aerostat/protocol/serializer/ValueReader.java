package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds Java values from tokens, as {@link io.aerostat.protocol.payload.PayloadValues} lists them. Not recursive. The last of several equal keys
 * wins (MSG-2). One thread.
 */
final class ValueReader {
    private final TokenReader in;
    private final @Nullable Shape shape;
    /** The element that is read, if it is part of a header, where only what WAMP knows is allowed; else null. */
    private final @Nullable String element;

    private ValueReader(TokenReader in, @Nullable Shape shape, @Nullable String element) {
        this.in = in;
        this.shape = shape;
        this.element = element;
    }

    static ValueReader header(TokenReader in, @Nullable Shape shape, String element) {
        return new ValueReader(in, shape, element);
    }

    static ValueReader payload(TokenReader in) {
        return new ValueReader(in, null, null);
    }

    /** The value whose first token has just been read. */
    @Nullable
    Object value(Token first) throws ProtocolViolation {
        return switch (first) {
            case LIST -> list();
            case DICTIONARY -> dictionary();
            default -> scalar(first);
        };
    }

    /** The dictionary whose first token has just been read. */
    Map<String, @Nullable Object> dictionary() throws ProtocolViolation {
        Token first = in.next();
        if (first == Token.DICTIONARY_END) {
            return Map.of();
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        Container root = new Container(null, entries);
        fill(root, first);
        return entries;
    }

    /** The list whose first token has just been read. */
    List<@Nullable Object> list() throws ProtocolViolation {
        Token first = in.next();
        if (first == Token.LIST_END) {
            return List.of();
        }
        List<@Nullable Object> elements = new ArrayList<>();
        fill(new Container(elements, null), first);
        return elements;
    }

    private void fill(Container root, Token first) throws ProtocolViolation {
        Deque<Container> outer = null; // options are flat mostly
        Container open = root;
        Token token = first;
        while (true) {
            switch (token) {
                case KEY -> open.key = text(token);
                case LIST -> {
                    Container list = new Container(new ArrayList<>(4), null);
                    open.add(list.elements);
                    outer = pushed(outer, open);
                    open = list;
                }
                case DICTIONARY -> {
                    Container dictionary = new Container(null, new LinkedHashMap<>(4));
                    open.add(dictionary.entries);
                    outer = pushed(outer, open);
                    open = dictionary;
                }
                case LIST_END, DICTIONARY_END -> {
                    if (outer == null || outer.isEmpty()) {
                        return;
                    }
                    open = outer.pop();
                }
                default -> open.add(scalar(token));
            }
            token = in.next();
        }
    }

    private static Deque<Container> pushed(@Nullable Deque<Container> outer, Container open) {
        Deque<Container> stack = outer == null ? new ArrayDeque<>(4) : outer;
        stack.push(open);
        return stack;
    }

    private @Nullable Object scalar(Token token) throws ProtocolViolation {
        return switch (token) {
            case NULL -> null;
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case INTEGER -> in.integer();
            case BIG_INTEGER -> smallest(in.bigInteger());
            case REAL -> real();
            case TEXT -> text(token);
            case BINARY -> in.binary();
            case EXTENSION -> extension();
            default -> throw new IllegalStateException(token + " is not a scalar");
        };
    }

    private static Object smallest(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private double real() throws ProtocolViolation {
        double real = in.real();
        if (element != null) {
            check(in.unwritable(real));
        }
        return real;
    }

    private String text(Token token) throws ProtocolViolation {
        String text = in.text();
        if (element != null) {
            check(in.unwritable(token, text));
        }
        return text;
    }

    private void check(@Nullable Unwritable unwritable) throws ProtocolViolation {
        if (unwritable != null) {
            throw unwritable.at(shape + "." + element);
        }
    }

    /** To an application an extension is its bytes, as there is no type for it. */
    private byte[] extension() throws ProtocolViolation {
        if (element != null) {
            throw ProtocolViolation.of(shape + "." + element, Token.EXTENSION.description(), "a type of WAMP");
        }
        return in.binary();
    }

    /** A list or a dictionary that is being filled. */
    private static final class Container {
        private final @Nullable List<@Nullable Object> elements;
        private final @Nullable Map<String, @Nullable Object> entries;
        private String key = "";

        Container(@Nullable List<@Nullable Object> elements, @Nullable Map<String, @Nullable Object> entries) {
            this.elements = elements;
            this.entries = entries;
        }

        void add(@Nullable Object value) {
            if (elements != null) {
                elements.add(value);
            } else if (entries != null) {
                entries.put(key, value);
            }
        }
    }
}
