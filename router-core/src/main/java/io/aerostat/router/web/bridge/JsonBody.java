package io.aerostat.router.web.bridge;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.SingleValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object in the body of a request. Immutable. */
final class JsonBody {
    private static final String ILL_FORMED = "Request body was valid JSON, but not well formed (";

    private final Map<?, ?> object;

    private JsonBody(Map<?, ?> object) {
        this.object = object;
    }

    static JsonBody read(byte[] body) throws RefusedRequest {
        text(body);
        Object value;
        try {
            value = SingleValue.read(Serialization.JSON, body, DecodeLimits.DEFAULT);
        } catch (ProtocolViolation e) {
            throw RefusedRequest.bad("Request body was invalid JSON.");
        }
        if (!(value instanceof Map<?, ?> object)) {
            throw illFormed("must be a dict");
        }
        return new JsonBody(object);
    }

    /** Returns a body as text, which must be UTF-8. */
    static String text(byte[] body) throws RefusedRequest {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RefusedRequest.bad("Non-decodable request body, was not UTF-8.");
        }
    }

    static RefusedRequest illFormed(String why) {
        return RefusedRequest.bad(ILL_FORMED + why + ").");
    }

    String text(String key) throws RefusedRequest {
        if (!object.containsKey(key)) {
            throw illFormed("missing key '" + key + "'");
        }
        if (!(object.get(key) instanceof String text)) {
            throw illFormed("'" + key + "' must be a string");
        }
        return text;
    }

    /** Returns the dictionary with this key; empty if there is none. */
    Map<String, @Nullable Object> dictionary(String key) throws RefusedRequest {
        Object value = object.get(key);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw illFormed("'" + key + "' must be a dict");
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        map.forEach((name, each) -> dictionary.put(String.valueOf(name), each));
        return dictionary;
    }

    /** Returns {@code args} and {@code kwargs}. */
    Payload payload() throws RefusedRequest {
        Object args = object.get("args");
        if (args != null && !(args instanceof List<?>)) {
            throw illFormed("'args' must be a list");
        }
        return payload(args instanceof List<?> list ? list : List.of(), dictionary("kwargs"));
    }

    static Payload payload(List<?> args, Map<String, @Nullable Object> kwargs) throws RefusedRequest {
        try {
            List<@Nullable Object> values = new ArrayList<>(args);
            return Serializers.of(Serialization.JSON).payload(new PayloadValues(values, kwargs));
        } catch (NotExpressible e) {
            throw illFormed(String.valueOf(e.getMessage()));
        }
    }
}
