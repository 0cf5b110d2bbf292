package io.aerostat.protocol.serializer.token;

/** The kinds of tokens that a {@link TokenReader} reads; they are the same for every serialization. */
public enum Token {
    NULL("null"),
    FALSE("false"),
    TRUE("true"),
    /** A 64-bit integer; {@link TokenReader#integer()} returns it. */
    INTEGER("an integer"),
    /** An integer that may need more than 64 bits. */
    BIG_INTEGER("a big integer"),
    REAL("a real number"),
    TEXT("a string"),
    BINARY("a binary"),
    /** A well-formed value of a type that WAMP lacks. The value is forwarded only in its own serialization. */
    EXTENSION("an extension type"),
    /**
     * A point in time; {@link TokenReader#timestamp()} returns it. Only {@link TokenReader#nextMeant()} returns this
     * token, {@link #DECIMAL} and {@link #FOREIGN}.
     */
    TIMESTAMP("a timestamp"),
    /** A decimal number; {@link TokenReader#decimal()} returns it. */
    DECIMAL("a decimal number"),
    /**
     * A complete value that exists only in this serialization and has been skipped; {@link TokenReader#foreign()}
     * describes it.
     */
    FOREIGN("a value that only its own serialization has"),
    LIST("a list"),
    LIST_END("the end of the list"),
    DICTIONARY("a dictionary"),
    DICTIONARY_END("the end of the dictionary"),
    /** The key of a dictionary entry; its value follows. */
    KEY("a key"),
    /**
     * A key that is not a string; {@link TokenReader#keyKind()} returns its kind, and its value follows. The entry is
     * forwarded only in its own serialization.
     */
    ODD_KEY("a key that is not a string");

    private final String description;

    Token(String description) {
        this.description = description;
    }

    /** Returns the description for errors. */
    public String description() {
        return description;
    }
}
