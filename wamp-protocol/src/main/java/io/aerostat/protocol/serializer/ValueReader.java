package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.Unwritable;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds Java values of the types in {@link io.aerostat.protocol.payload.PayloadValues} from tokens. Not recursive. If
 * a dictionary has a key several times, the last value is used (MSG-2). Serves one message or payload on one thread.
 */
final class ValueReader {
    private final TokenReader in;
    private final @Nullable Type type;
    /**
     * The name of the element that is being read in the header, where only WAMP types are allowed; null in a payload.
     */
    private final @Nullable String element;

    private ValueReader(TokenReader in, @Nullable Type type, @Nullable String element) {
        this.in = in;
        this.type = type;
        this.element = element;
    }

    static ValueReader header(TokenReader in, @Nullable Type type, String element) {
        return new ValueReader(in, type, element);
    }

    static ValueReader payload(TokenReader in) {
        return new ValueReader(in, null, null);
    }

    /** Returns the value whose first token has just been read. */
    @Nullable
    Object value(Token first) throws ProtocolViolation {
        return switch (first) {
            case LIST -> list();
            case DICTIONARY -> dictionary();
            default -> scalar(first);
        };
    }

    /** Returns the next token. Outside a header, interprets tags and extension types. */
    private Token next() throws ProtocolViolation {
        return element == null ? in.nextMeant() : in.next();
    }

    /** Returns the dictionary whose first token has just been read. */
    Map<String, @Nullable Object> dictionary() throws ProtocolViolation {
        Token first = next();
        if (first == Token.DICTIONARY_END) {
            return Map.of();
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        Container root = new Container(null, entries, in.tokenStart());
        fill(root, first);
        if (root.oddKey != null) {
            throw ProtocolViolation.of(where(), root.oddKey.description() + " as key", "a string");
        }
        return entries;
    }

    /** Returns the list whose first token has just been read. */
    List<@Nullable Object> list() throws ProtocolViolation {
        Token first = next();
        if (first == Token.LIST_END) {
            return List.of();
        }
        List<@Nullable Object> elements = new ArrayList<>();
        fill(new Container(elements, null, in.tokenStart()), first);
        return elements;
    }

    private void fill(Container root, Token first) throws ProtocolViolation {
        Deque<Container> outer = null; // most options are flat
        Container open = root;
        Token token = first;
        while (true) {
            switch (token) {
                case KEY -> open.key = text(token);
                case ODD_KEY -> oddKey(open);
                case LIST -> {
                    Container list = new Container(new ArrayList<>(4), null, in.tokenStart());
                    open.add(list.elements);
                    outer = pushed(outer, open);
                    open = list;
                }
                case DICTIONARY -> {
                    Container dictionary = new Container(null, new LinkedHashMap<>(4), in.tokenStart());
                    open.add(dictionary.entries);
                    outer = pushed(outer, open);
                    open = dictionary;
                }
                case LIST_END, DICTIONARY_END -> {
                    if (outer == null || outer.isEmpty()) {
                        return;
                    }
                    Container ended = open;
                    open = outer.pop();
                    if (ended.oddKey != null) {
                        open.replaceLast(foreign(ended.oddKey.description() + " as key", ended.start));
                    }
                }
                default -> open.add(scalar(token));
            }
            token = next();
        }
    }

    /**
     * Records that a dictionary has a key that is not a string. The dictionary becomes a foreign value, because Java
     * has no map for it.
     */
    private void oddKey(Container dictionary) throws ProtocolViolation {
        Token kind = in.keyKind();
        if (element != null) {
            throw ProtocolViolation.of(where(), kind.description() + " as key", "a string");
        }
        dictionary.oddKey = kind;
        in.skip(kind);
    }

    private ForeignValue foreign(String description, int start) {
        return new ForeignValue(in.serialization(), description, Arrays.copyOfRange(in.bytes(), start, in.position()));
    }

    private String where() {
        return element == null ? "dictionary" : type + "." + element;
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
            case TIMESTAMP -> in.timestamp();
            case DECIMAL -> in.decimal();
            case FOREIGN -> foreign(in.foreign(), in.foreignStart());
            case EXTENSION -> throw ProtocolViolation.of(where(), token.description(), "a type of WAMP");
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
            throw unwritable.at(type + "." + element);
        }
    }

    /** A list or a dictionary that is being filled. */
    private static final class Container {
        private final @Nullable List<@Nullable Object> elements;
        private final @Nullable Map<String, @Nullable Object> entries;
        /** The index of the first byte, including tags. */
        private final int start;

        private String key = "";
        private @Nullable Token oddKey;

        Container(
                @Nullable List<@Nullable Object> elements, @Nullable Map<String, @Nullable Object> entries, int start) {
            this.elements = elements;
            this.entries = entries;
            this.start = start;
        }

        void replaceLast(Object value) {
            if (elements != null) {
                elements.set(elements.size() - 1, value);
            } else {
                add(value);
            }
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
