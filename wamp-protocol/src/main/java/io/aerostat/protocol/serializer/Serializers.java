package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.payload.Transcoder;

/** The serializers that exist, one for each {@link Serialization}, and the transcoding between them. Any thread. */
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

    /** Turns payloads of any serialization into any other, or refuses values that the other lacks; never changes a value (MSG-8). */
    public static Transcoder transcoder() {
        return PayloadTranscoder.INSTANCE;
    }

    /**
     * A payload for a peer, according to whether it announced {@code payload_transparency}: one that did not gets a
     * {@linkplain Payload#isBare() bare} payload as its only argument (PPT-13). Every other payload is for everybody.
     */
    public static Payload readable(Payload payload, boolean transparency) {
        return payload.isBare() && !transparency ? Payloads.asArgument(payload) : payload;
    }
}
