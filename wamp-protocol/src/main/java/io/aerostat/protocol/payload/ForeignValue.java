package io.aerostat.protocol.payload;

/**
 * A value of a type that exists only in the sender's serialization, such as a fraction in CBOR or an extension type of
 * MessagePack. Java has no corresponding type. The value can be sent again only in the same serialization. Immutable;
 * any thread.
 */
public final class ForeignValue {
    private final Serialization serialization;
    private final String description;
    private final byte[] encoded;

    /**
     * Creates a value.
     *
     * @param description the name of the type for errors, such as {@code tag 30 of CBOR}
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

    /** Returns the name of the type for errors. */
    public String description() {
        return description;
    }

    /** Returns a copy of the encoded bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Returns the type, but not the value, because payloads must not be logged. */
    @Override
    public String toString() {
        return "ForeignValue[" + description + "]";
    }
}
