package io.aerostat.protocol.serializer.token;

/** What a {@link TokenReader} finds next; the same for every serialization. */
public enum Token {
    NULL("null"),
    FALSE("false"),
    TRUE("true"),
    /** An integer of 64 bits, in {@link TokenReader#integer()}. */
    INTEGER("an integer"),
    /** An integer that may need more than 64 bits. */
    BIG_INTEGER("a big integer"),
    REAL("a real number"),
    TEXT("a string"),
    BINARY("a binary"),
    /** Well-formed, but a type that WAMP does not know: it passes between equal serializations only. */
    EXTENSION("an extension type"),
    /** A point in time, in {@link TokenReader#timestamp()}. Found by {@link TokenReader#nextMeant()} only, like the two that follow. */
    TIMESTAMP("a timestamp"),
    /** A number of decimal digits, in {@link TokenReader#decimal()}. */
    DECIMAL("a decimal number"),
    /** A whole value, passed already, that means something to peers of this serialization only; {@link TokenReader#foreign()} says what it is. */
    FOREIGN("a value that only its own serialization has"),
    LIST("a list"),
    LIST_END("the end of the list"),
    DICTIONARY("a dictionary"),
    DICTIONARY_END("the end of the dictionary"),
    /** The text of a dictionary's key; its value follows. */
    KEY("a key"),
    /** A key that is no text, whose kind is in {@link TokenReader#keyKind()}; its value follows. It passes between equal serializations only. */
    ODD_KEY("a key that is no string");

    private final String description;

    Token(String description) {
        this.description = description;
    }

    /** As errors name it. */
    public String description() {
        return description;
    }
}
