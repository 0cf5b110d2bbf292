package io.aerostat.bench.wire;

import java.util.Locale;

/** A serialization of WAMP messages. */
public enum Encoding {
    JSON("wamp.2.json", 1),
    MSGPACK("wamp.2.msgpack", 2),
    CBOR("wamp.2.cbor", 3);

    private final String subprotocol;
    private final int rawSocketId;

    Encoding(String subprotocol, int rawSocketId) {
        this.subprotocol = subprotocol;
        this.rawSocketId = rawSocketId;
    }

    /** Returns the encoding with this lower-case name. */
    public static Encoding of(String name) {
        for (Encoding encoding : values()) {
            if (encoding.toString().equals(name)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("--serializer: found " + name + " (expected json, msgpack or cbor)");
    }

    String subprotocol() {
        return subprotocol;
    }

    int rawSocketId() {
        return rawSocketId;
    }

    boolean isText() {
        return this == JSON;
    }

    public MessageWriter newWriter() {
        return switch (this) {
            case JSON -> new JsonWriter();
            case MSGPACK -> new MsgpackWriter();
            case CBOR -> new CborWriter();
        };
    }

    public MessageReader newReader() {
        return switch (this) {
            case JSON -> new JsonReader();
            case MSGPACK -> new MsgpackReader();
            case CBOR -> new CborReader();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
