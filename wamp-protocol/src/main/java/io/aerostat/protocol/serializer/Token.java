package io.aerostat.protocol.serializer;

/** What a {@link TokenReader} finds next; the same for every serialization. */
enum Token {
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
    LIST("a list"),
    LIST_END("the end of the list"),
    DICTIONARY("a dictionary"),
    DICTIONARY_END("the end of the dictionary"),
    /** The text of a dictionary's key; its value follows. */
    KEY("a key");

    private final String description;

    Token(String description) {
        this.description = description;
    }

    /** As errors name it. */
    String description() {
        return description;
    }
}
