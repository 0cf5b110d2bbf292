package io.aerostat.protocol.serializer.token;

import io.aerostat.protocol.error.ProtocolViolation;

/** What a serialization can read but not write: headers are written anew when they are forwarded, so no part of one may be so. */
public enum Unwritable {
    HALF_A_SURROGATE_PAIR("half a surrogate pair", "characters"),
    /** SER-4: it is a text then, but a writer could not tell it from a binary. */
    NUL_WITHOUT_BASE64("U+0000 before what is not base64", "base64 of a binary"),
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
