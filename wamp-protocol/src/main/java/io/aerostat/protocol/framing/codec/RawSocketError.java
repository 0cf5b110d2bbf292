package io.aerostat.protocol.framing.codec;

import java.util.Optional;

/**
 * The reason why a router refuses a RawSocket handshake. The reply contains the reason in the upper half of its second
 * byte (RAW-3).
 */
public enum RawSocketError {
    SERIALIZER_UNSUPPORTED(1, "serializer unsupported"),
    LENGTH_UNACCEPTABLE(2, "maximum message length unacceptable"),
    RESERVED_BITS_USED(3, "use of reserved bits (unsupported feature)"),
    CONNECTION_LIMIT(4, "maximum connection count reached");

    private final int code;
    private final String meaning;

    RawSocketError(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the number of the error in the reply, from 1 to 4. */
    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<RawSocketError> ofCode(int code) {
        return code >= 1 && code <= 4 ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
