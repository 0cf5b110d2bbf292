package io.aerostat.router.peer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import java.util.List;
import java.util.Map;

/** Encodes the arguments of messages that the router itself sends. Any thread. */
public final class RouterPayload {
    private RouterPayload() {}

    /** Encodes values of types that every serialization supports. */
    public static Payload of(PayloadValues values) {
        if (values.args().isEmpty() && values.kwargs().isEmpty()) {
            return Payload.EMPTY;
        }
        try {
            return Serializers.of(Serialization.CBOR).payload(values);
        } catch (NotExpressible e) {
            throw new IllegalArgumentException("values of the router must be expressible: " + e.getMessage(), e);
        }
    }

    /** Encodes a text for people as the first argument of an ERROR. */
    public static Payload text(String message) {
        return of(new PayloadValues(List.of(message), Map.of()));
    }
}
