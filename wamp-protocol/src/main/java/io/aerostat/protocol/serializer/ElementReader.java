package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.Unwritable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of one message, each with its expected WAMP type, and checks that their number is valid for the
 * message's {@linkplain Type type} (MSG-1, MSG-2, MSG-10). Serves one message on one thread.
 */
final class ElementReader {
    private final TokenReader in;
    private final DecodeLimits limits;
    private @Nullable Type type;
    private int index;
    private boolean abandoned;
    /**
     * The dictionary that was read last. When the payload is read, this dictionary holds the options or details of the
     * message.
     */
    private Map<String, @Nullable Object> options = Map.of();
    /** The token that {@link #peek} has read in advance; null if there is none. */
    private @Nullable Token ahead;

    ElementReader(TokenReader in, DecodeLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    Type type() throws ProtocolViolation {
        Token token = in.next();
        if (token != Token.LIST) {
            throw ProtocolViolation.of("message", token.description(), "a list");
        }
        token = in.next();
        if (token != Token.INTEGER) {
            throw ProtocolViolation.of("message type", describe(token), "an integer");
        }
        Type found = Type.ofCode(in.integer());
        if (found == null) {
            throw ProtocolViolation.of("message type", in.integer(), "the code of a WAMP message");
        }
        type = found;
        index = 1;
        return found;
    }

    /** Checks whether another element follows. */
    boolean hasNext() throws ProtocolViolation {
        return peek() != Token.LIST_END;
    }

    private Token peek() throws ProtocolViolation {
        Token token = ahead;
        if (token == null) {
            token = in.next();
            ahead = token;
        }
        return token;
    }

    /** Returns the first token of the next element. Fails if there is no further element. */
    Token element() throws ProtocolViolation {
        Token token = peek();
        ahead = null;
        if (token == Token.LIST_END) {
            throw ProtocolViolation.of(name(), index + " elements", elements());
        }
        index++;
        return token;
    }

    /** Called when the payload is not read to its end. {@link #end()} then checks nothing. */
    void abandon() {
        abandoned = true;
    }

    /** Checks that no element and no byte follows, unless {@link #abandon()} has been called. */
    void end() throws ProtocolViolation {
        if (abandoned) {
            return;
        }
        if (peek() != Token.LIST_END) {
            throw ProtocolViolation.of(name(), "more than " + index + " elements", elements());
        }
        in.finish();
    }

    long id(String element) throws ProtocolViolation {
        long id = revocableId(element);
        if (id == 0) {
            throw wrong(element, "0", "an id from 1 to 2^53");
        }
        return id;
    }

    /** Reads an id, which may be 0 (MSG-10). */
    long revocableId(String element) throws ProtocolViolation {
        Token token = element();
        if (token != Token.INTEGER || (in.integer() != 0 && !Ids.isValid(in.integer()))) {
            throw wrong(element, describe(token), "an id from 1 to 2^53");
        }
        return in.integer();
    }

    /** Reads the code of a message type. */
    int typeCode(String element) throws ProtocolViolation {
        Token token = element();
        if (token != Token.INTEGER || Type.ofCode(in.integer()) == null) {
            throw wrong(element, describe(token), "the code of a WAMP message");
        }
        return (int) in.integer();
    }

    String uri(String element) throws ProtocolViolation {
        Token token = element();
        // A character takes at most six bytes, as an escape in JSON.
        if (token == Token.TEXT && in.textSize() > limits.maxUriLength()) {
            String uri = in.textSize() <= 6L * limits.maxUriLength() ? text(element, token) : null;
            if (uri == null || uri.length() > limits.maxUriLength()) {
                throw wrong(
                        element,
                        "a URI of " + (uri == null ? in.textSize() + " bytes" : uri.length() + " characters"),
                        "at most " + limits.maxUriLength() + ", the limit uri_length");
            }
            return uri;
        }
        return text(element, token);
    }

    String text(String element) throws ProtocolViolation {
        return text(element, element());
    }

    @Nullable
    String nullableUri(String element) throws ProtocolViolation {
        if (peek() == Token.NULL) {
            element();
            return null;
        }
        return uri(element);
    }

    private String text(String element, Token token) throws ProtocolViolation {
        if (token != Token.TEXT) {
            throw wrong(element, describe(token), "a string");
        }
        String text = in.text();
        Unwritable unwritable = in.unwritable(token, text);
        if (unwritable != null) {
            throw unwritable.at(name() + "." + element);
        }
        return text;
    }

    Map<String, @Nullable Object> dictionary(String element) throws ProtocolViolation {
        Token token = element();
        if (token != Token.DICTIONARY) {
            throw wrong(element, describe(token), "a dictionary");
        }
        options = ValueReader.header(in, type, element).dictionary();
        return options;
    }

    /** Checks whether the options describe an encoded payload, which takes the place of the arguments (PPT-13). */
    boolean describesEncoding() {
        return options.containsKey(OptionKey.ENC_ALGO.key()) || options.containsKey(OptionKey.ENC_SERIALIZER.key());
    }

    private String name() {
        return type == null ? "message" : type.name();
    }

    private String elements() {
        return type == null ? "more" : elements(type);
    }

    /** Returns the expected number of elements for errors, such as {@code 4 to 6 elements}. */
    private static String elements(Type type) {
        return (type.minElements() == type.maxElements() ? "" : type.minElements() + " to ") + type.maxElements()
                + " elements";
    }

    private ProtocolViolation wrong(String element, String found, String expected) {
        return ProtocolViolation.of(name() + "." + element, found, expected);
    }

    /** Describes a number by its value, and any other element by its type. */
    private String describe(Token token) {
        return switch (token) {
            case INTEGER -> Long.toString(in.integer());
            case REAL -> Double.toString(in.real());
            default -> token.description();
        };
    }
}
