package io.aerostat.testkit;

import java.util.Locale;

/** A serialization that raw peers use. The codecs share no code with the router's serializers. */
public enum Encoding {
    JSON(1, new JsonCodec()),
    MSGPACK(2, new MsgpackCodec()),
    CBOR(3, new CborCodec()),
    UBJSON(4, new UbjsonCodec());

    private final int rawSocketId;
    private final Codec codec;

    Encoding(int rawSocketId, Codec codec) {
        this.rawSocketId = rawSocketId;
        this.codec = codec;
    }

    /** Returns the number of this serialization in the RawSocket handshake. */
    public int rawSocketId() {
        return rawSocketId;
    }

    /** Returns the subprotocol, such as {@code wamp.2.json}. */
    public String subprotocol() {
        return "wamp.2." + this;
    }

    /** Checks whether WebSocket carries this serialization in text frames. */
    public boolean isText() {
        return this == JSON;
    }

    public Codec codec() {
        return codec;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
