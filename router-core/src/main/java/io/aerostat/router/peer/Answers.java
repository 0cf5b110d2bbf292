package io.aerostat.router.peer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import java.util.List;
import java.util.Map;

/** Payloads of the router's own making. Any thread. */
public final class Answers {
    private Answers() {}

    /** Values that every serialization can carry. */
    public static Payload payload(PayloadValues values) {
        if (values.args().isEmpty() && values.kwargs().isEmpty()) {
            return Payload.EMPTY;
        }
        try {
            return Serializers.of(Serialization.CBOR).payload(values);
        } catch (NotExpressible e) {
            throw new IllegalArgumentException("values of the router must be expressible: " + e.getMessage(), e);
        }
    }

    /** A text for people, the first argument of an ERROR. */
    public static Payload text(String message) {
        return payload(new PayloadValues(List.of(message), Map.of()));
    }
}
