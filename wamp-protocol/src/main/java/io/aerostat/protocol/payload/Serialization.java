package io.aerostat.protocol.payload;

import java.util.List;
import java.util.Optional;

/** The serializations of WAMP messages, with the names that transports use for them (SER-1). */
public enum Serialization {
    JSON("json", 1, true, "application/json"),
    MSGPACK("msgpack", 2, false, "application/x-msgpack"),
    CBOR("cbor", 3, false, "application/cbor"),
    UBJSON("ubjson", 4, false, "application/ubjson"),
    /**
     * The little-endian dialect of UBJSON. Transports have no separate name for it, so the peer's dialect is detected
     * and not negotiated (SER-8).
     */
    BJDATA("ubjson", 4, false, "application/ubjson");

    private static final List<Serialization> NEGOTIABLE = List.of(JSON, MSGPACK, CBOR, UBJSON);

    private final String wireName;
    private final int rawSocketId;
    private final boolean text;
    private final String mimeType;

    Serialization(String wireName, int rawSocketId, boolean text, String mimeType) {
        this.wireName = wireName;
        this.rawSocketId = rawSocketId;
        this.text = text;
        this.mimeType = mimeType;
    }

    /** Returns the name in configurations, such as {@code json} or {@code msgpack}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the WebSocket subprotocol, such as {@code wamp.2.json}. */
    public String subprotocol() {
        return "wamp.2." + wireName;
    }

    /** Returns the WebSocket subprotocol with batches, such as {@code wamp.2.json.batched} (BAT-1). */
    public String batchedSubprotocol() {
        return subprotocol() + ".batched";
    }

    /** Returns the number in the RawSocket handshake, from 1 to 15. */
    public int rawSocketId() {
        return rawSocketId;
    }

    /** Checks whether WebSocket carries this serialization in text frames. */
    public boolean isText() {
        return text;
    }

    /** Returns the media type of a message in HTTP. */
    public String mimeType() {
        return mimeType;
    }

    /** Returns the serializations for which transports have names. */
    public static List<Serialization> negotiable() {
        return NEGOTIABLE;
    }

    /** Returns the serialization with this name in configurations and subprotocols, or empty. */
    public static Optional<Serialization> ofWireName(String name) {
        for (Serialization serialization : NEGOTIABLE) {
            if (serialization.wireName.equals(name)) {
                return Optional.of(serialization);
            }
        }
        return Optional.empty();
    }

    /** Returns the serialization with this number in the RawSocket handshake, or empty. */
    public static Optional<Serialization> ofRawSocketId(int id) {
        for (Serialization serialization : NEGOTIABLE) {
            if (serialization.rawSocketId == id) {
                return Optional.of(serialization);
            }
        }
        return Optional.empty();
    }
}
