package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.payload.Transcoder;

/** The serializers, one for each {@link Serialization}, and the transcoder between them. Any thread. */
public final class Serializers {
    private static final Serializer JSON = new WireSerializer(Format.JSON);
    private static final Serializer MSGPACK = new WireSerializer(Format.MSGPACK);
    private static final Serializer CBOR = new WireSerializer(Format.CBOR);
    private static final Serializer UBJSON = new WireSerializer(Format.UBJSON);
    private static final Serializer BJDATA = new WireSerializer(Format.BJDATA);

    private Serializers() {}

    /** Returns the serializer of a serialization. */
    public static Serializer of(Serialization serialization) {
        return switch (serialization) {
            case JSON -> JSON;
            case MSGPACK -> MSGPACK;
            case CBOR -> CBOR;
            case UBJSON -> UBJSON;
            case BJDATA -> BJDATA;
        };
    }

    /**
     * Returns the transcoder between any two serializations. The transcoder refuses values that the target cannot
     * express, and never changes a value (MSG-8).
     */
    public static Transcoder transcoder() {
        return PayloadTranscoder.INSTANCE;
    }

    /**
     * Returns a payload in a form that a peer understands: for a peer that has not announced
     * {@code payload_transparency}, a {@linkplain Payload#isBare() bare} payload becomes the only argument (PPT-13).
     * Any other payload is returned unchanged.
     */
    public static Payload readable(Payload payload, boolean transparency) {
        return payload.isBare() && !transparency ? Payloads.asArgument(payload) : payload;
    }
}
