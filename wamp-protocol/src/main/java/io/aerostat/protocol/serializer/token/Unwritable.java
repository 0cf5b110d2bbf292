package io.aerostat.protocol.serializer.token;

import io.aerostat.protocol.error.ProtocolViolation;

/**
 * The kinds of values that a serialization can read but not write. Such a value is refused in a header, because headers
 * are encoded again when a message is forwarded.
 */
public enum Unwritable {
    HALF_A_SURROGATE_PAIR("half a surrogate pair", "characters"),
    /** A text that a reader could mistake for a binary value (SER-4). */
    NUL_WITHOUT_BASE64("U+0000 without base64 after it", "U+0000 and the base64 of a binary value"),
    BEYOND_DOUBLES("a number greater than any double", "a double");

    private final String found;
    private final String expected;

    Unwritable(String found, String expected) {
        this.found = found;
        this.expected = expected;
    }

    public ProtocolViolation at(String where) {
        return ProtocolViolation.of(where, found, expected);
    }
}
