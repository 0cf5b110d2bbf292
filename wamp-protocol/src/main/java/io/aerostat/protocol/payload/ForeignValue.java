package io.aerostat.protocol.payload;

/**
 * A value of a type that only the serialization of its sender has, such as a fraction in CBOR or an extension type of MessagePack: there is no Java type for
 * it. It can be sent on in the same serialization. Immutable; any thread.
 */
public final class ForeignValue {
    private final Serialization serialization;
    private final String description;
    private final byte[] encoded;

    /** @param description what it is, for people: {@code tag 30 of CBOR} */
    public ForeignValue(Serialization serialization, String description, byte[] encoded) {
        this.serialization = serialization;
        this.description = description;
        this.encoded = encoded.clone();
    }

    /** Returns the only serialization that can express the value. */
    public Serialization serialization() {
        return serialization;
    }

    /** Returns what the value is, for an error message. */
    public String description() {
        return description;
    }

    /** A copy of its bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Without the value: payloads are not for logs. */
    @Override
    public String toString() {
        return "ForeignValue[" + description + "]";
    }
}
