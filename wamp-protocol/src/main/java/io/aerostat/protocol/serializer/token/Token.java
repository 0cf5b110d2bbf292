package io.aerostat.protocol.serializer.token;

/** The tokens that a {@link TokenReader} finds, the same for every serialization. */
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
    /** A well-formed value of a type that WAMP does not have. It is forwarded only in its own serialization. */
    EXTENSION("an extension type"),
    /**
     * A point in time, in {@link TokenReader#timestamp()}. Only {@link TokenReader#nextMeant()} finds this token and
     * the two after it.
     */
    TIMESTAMP("a timestamp"),
    /** A number of decimal digits, in {@link TokenReader#decimal()}. */
    DECIMAL("a decimal number"),
    /** A whole value, already passed, that only this serialization has; {@link TokenReader#foreign()} describes it. */
    FOREIGN("a value that only its own serialization has"),
    LIST("a list"),
    LIST_END("the end of the list"),
    DICTIONARY("a dictionary"),
    DICTIONARY_END("the end of the dictionary"),
    /** The text of a dictionary's key; its value follows. */
    KEY("a key"),
    /**
     * A key that is not a string, whose kind is in {@link TokenReader#keyKind()}; its value follows. It is forwarded
     * only in its own serialization.
     */
    ODD_KEY("a key that is no string");

    private final String description;

    Token(String description) {
        this.description = description;
    }

    /** Returns the description that errors give. */
    public String description() {
        return description;
    }
}
