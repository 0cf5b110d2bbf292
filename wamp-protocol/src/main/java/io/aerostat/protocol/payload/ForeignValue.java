package io.aerostat.protocol.payload;

/**
 * A value whose type only the serialization of its sender has, such as a fraction in CBOR or an extension type of
 * MessagePack. Java has no type for it. It can be sent again in the same serialization. Immutable; any thread.
 */
public final class ForeignValue {
    private final Serialization serialization;
    private final String description;
    private final byte[] encoded;

    /**
     * Makes a value.
     *
     * @param description names the type in error texts: {@code tag 30 of CBOR}
     * @param encoded the bytes of the value, which are copied
     */
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

    /** Returns a copy of the encoded bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Returns the type without the value, because payloads must not be logged. */
    @Override
    public String toString() {
        return "ForeignValue[" + description + "]";
    }
}
