package io.aerostat.router.broker;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import java.util.List;
import java.util.Map;

/** The broker's negative answers. */
final class Refusal {
    private Refusal() {}

    static ErrorMessage of(int requestType, long request, String error, String message) {
        return new ErrorMessage(requestType, request, ErrorDetails.NONE, error, text(message));
    }

    /** The first argument names the limit. */
    static ErrorMessage limit(int requestType, long request, String name, long value) {
        return of(requestType, request, ErrorUris.LIMIT_EXCEEDED, limitText(name, value));
    }

    static String limitText(String name, long value) {
        return name + ": the limit of " + value + " is reached";
    }

    private static Payload text(String message) {
        try {
            return Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(message), Map.of()));
        } catch (NotExpressible e) {
            throw new IllegalStateException("a text must be expressible: " + e.getMessage(), e);
        }
    }
}
