package io.aerostat.bench.wire;

/** Reads JSON. A text is a range of the message's bytes, in which escapes are not decoded. */
final class JsonReader extends MessageReader {
    @Override
    public void enterList() {
        int first = token();
        if (first != '[') {
            throw unexpected("no list");
        }
    }

    @Override
    public boolean hasNext(int read) {
        int first = token();
        at--;
        return first != ']';
    }

    @Override
    public long integer() {
        int digit = token();
        if (digit < '0' || digit > '9') {
            throw unexpected("no integer");
        }
        long value = 0;
        while (digit >= '0' && digit <= '9') {
            value = value * 10 + digit - '0';
            digit = next();
        }
        at--;
        return value;
    }

    @Override
    public void text() {
        if (token() != '"') {
            throw unexpected("no text");
        }
        int from = at;
        passText();
        foundText(from - 1, from, at - 1 - from);
    }

    @Override
    public void skip() {
        int first = token();
        if (first == '"') {
            passText();
        } else if (first == '[' || first == '{') {
            passContainer();
        } else {
            int symbol = first;
            while (symbol != ',' && symbol != ']' && symbol != '}') {
                symbol = next();
            }
            at--;
        }
    }

    /** Returns the first byte of the next value. */
    private int token() {
        int symbol = next();
        while (symbol == ',' || symbol == ':' || symbol == ' ' || symbol == '\n') {
            symbol = next();
        }
        return symbol;
    }

    private void passText() {
        for (int symbol = next(); symbol != '"'; symbol = next()) {
            if (symbol == '\\') {
                next();
            }
        }
    }

    private void passContainer() {
        int depth = 1;
        while (depth > 0) {
            int symbol = next();
            if (symbol == '"') {
                passText();
            } else if (symbol == '[' || symbol == '{') {
                depth++;
            } else if (symbol == ']' || symbol == '}') {
                depth--;
            }
        }
    }
}
