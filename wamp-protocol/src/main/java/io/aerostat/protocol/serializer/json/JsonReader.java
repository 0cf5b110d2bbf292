package io.aerostat.protocol.serializer.json;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.serializer.token.Token;
import java.util.Arrays;

/**
 * Reads the tokens of JSON (RFC 8259). A binary value is a string of U+0000 and base64 (SER-2, SER-3). Serves one
 * message or payload on one thread.
 */
public final class JsonReader extends JsonScanner {
    private static final byte IN_LIST = 0;
    private static final byte IN_DICTIONARY = 1;

    /** The tokens that may come next. */
    private enum Expectation {
        VALUE,
        FIRST_ELEMENT,
        KEY,
        FIRST_KEY,
        SEPARATOR
    }

    private Expectation expectation = Expectation.VALUE;
    private byte[] containers = new byte[8];
    private boolean inDictionary;

    public JsonReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    public void enterList(int elements) throws ProtocolViolation {
        descend();
        containers[0] = IN_LIST;
        expectation = Expectation.VALUE;
    }

    @Override
    public Token next() throws ProtocolViolation {
        int c = skipSpace();
        if (expectation == Expectation.SEPARATOR) {
            if (c == ',') {
                position++;
                c = skipSpace();
                expectation = inDictionary ? Expectation.KEY : Expectation.VALUE;
            } else if (depth() > 0 && c == (inDictionary ? '}' : ']')) {
                return close();
            } else {
                throw unexpected(c, inDictionary ? "\",\" or \"}\"" : "\",\" or \"]\"");
            }
        }
        tokenStart = position;
        if (expectation == Expectation.VALUE) {
            return value(c);
        }
        if (expectation == Expectation.FIRST_ELEMENT) {
            return c == ']' ? close() : value(c);
        }
        if (c == '"') {
            return key();
        }
        if (c == '}' && expectation == Expectation.FIRST_KEY) {
            return close();
        }
        throw unexpected(c, "a string as key");
    }

    private Token value(int c) throws ProtocolViolation {
        switch (c) {
            case '"' -> {
                string();
                expectation = Expectation.SEPARATOR;
                return isBinary() ? Token.BINARY : Token.TEXT;
            }
            case '[' -> {
                open(IN_LIST);
                expectation = Expectation.FIRST_ELEMENT;
                return Token.LIST;
            }
            case '{' -> {
                open(IN_DICTIONARY);
                expectation = Expectation.FIRST_KEY;
                return Token.DICTIONARY;
            }
            case 't' -> {
                literal("true");
                expectation = Expectation.SEPARATOR;
                return Token.TRUE;
            }
            case 'f' -> {
                literal("false");
                expectation = Expectation.SEPARATOR;
                return Token.FALSE;
            }
            case 'n' -> {
                literal("null");
                expectation = Expectation.SEPARATOR;
                return Token.NULL;
            }
            case 'N' -> throw noNumber("NaN");
            case 'I' -> throw noNumber("Infinity");
            default -> {
                if (c != '-' && (c < '0' || c > '9')) {
                    throw unexpected(c, "a value");
                }
                expectation = Expectation.SEPARATOR;
                return number();
            }
        }
    }

    private Token key() throws ProtocolViolation {
        string();
        if (skipSpace() != ':') {
            throw unexpected(peek(), "\":\"");
        }
        position++;
        expectation = Expectation.VALUE;
        return Token.KEY;
    }

    private void open(byte container) throws ProtocolViolation {
        int level = descend();
        if (level == containers.length) {
            containers = Arrays.copyOf(containers, level * 2);
        }
        containers[level] = container;
        inDictionary = container == IN_DICTIONARY;
        position++;
    }

    private Token close() {
        Token token = inDictionary ? Token.DICTIONARY_END : Token.LIST_END;
        int level = ascend();
        inDictionary = level > 0 && containers[level - 1] == IN_DICTIONARY;
        expectation = Expectation.SEPARATOR;
        tokenStart = position++;
        return token;
    }

    @Override
    public void finish() throws ProtocolViolation {
        int c = skipSpace();
        if (c >= 0) {
            throw unexpected(c, "the end of the message");
        }
    }
}
