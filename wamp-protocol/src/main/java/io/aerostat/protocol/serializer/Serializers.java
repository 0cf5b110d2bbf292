package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.payload.Transcoder;
import java.util.EnumMap;
import java.util.Map;

/** The serializers that exist, one for each {@link Serialization}, and the transcoding between them. Any thread. */
public final class Serializers {
    private static final Map<Serialization, Serializer> ALL = new EnumMap<>(Serialization.class);

    static {
        for (Format format : Format.values()) {
            ALL.put(format.serialization(), new WireSerializer(format));
        }
    }

    private Serializers() {}

    public static Serializer of(Serialization serialization) {
        Serializer serializer = ALL.get(serialization);
        if (serializer == null) {
            throw new IllegalArgumentException(serialization + " is not implemented");
        }
        return serializer;
    }

    /** Turns payloads of any serialization into any other, or refuses values that the other lacks; never changes a value (MSG-8). */
    public static Transcoder transcoder() {
        return PayloadTranscoder.INSTANCE;
    }
}
