package io.aerostat.bridge.mqtt;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.SingleValue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the payloads of messages become arguments of events, and back. Immutable; any thread. */
enum PayloadFormat {
    /** The payload is the only argument of the event. */
    PASSTHROUGH(null),
    /** The payload is a dictionary with {@code args} and {@code kwargs}. */
    JSON(Serialization.JSON),
    MSGPACK(Serialization.MSGPACK),
    CBOR(Serialization.CBOR),
    UBJSON(Serialization.UBJSON);

    private static final String ARGS = "args";
    private static final String KWARGS = "kwargs";

    private final @Nullable Serialization serialization;

    PayloadFormat(@Nullable Serialization serialization) {
        this.serialization = serialization;
    }

    /** Returns the arguments for a payload, or throws an {@link IllegalArgumentException} that says what is wrong. */
    PayloadValues toArguments(byte[] payload) {
        if (serialization == null) {
            return new PayloadValues(List.of(payload), Map.of());
        }
        Object value;
        try {
            value = SingleValue.read(serialization, payload, DecodeLimits.DEFAULT);
        } catch (ProtocolViolation e) {
            throw new IllegalArgumentException("payload: found no " + name() + ": " + e.getMessage(), e);
        }
        if (!(value instanceof Map<?, ?> dictionary)) {
            throw new IllegalArgumentException("payload: found no dictionary (expected one with args and kwargs)");
        }
        Object args = dictionary.get(ARGS);
        Object kwargs = dictionary.get(KWARGS);
        if ((args != null && !(args instanceof List<?>)) || (kwargs != null && !(kwargs instanceof Map<?, ?>))) {
            throw new IllegalArgumentException(
                    "payload: found args or kwargs of another type (expected a list and a dictionary)");
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        if (kwargs instanceof Map<?, ?> map) {
            map.forEach((key, each) -> named.put(String.valueOf(key), each));
        }
        return new PayloadValues(args instanceof List<?> list ? Collections.unmodifiableList(list) : List.of(), named);
    }

    /** Returns the payload for arguments, or throws an {@link IllegalArgumentException} that says what is wrong. */
    byte[] toPayload(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        if (serialization != null) {
            Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
            dictionary.put(ARGS, args);
            dictionary.put(KWARGS, kwargs);
            try {
                return SingleValue.write(serialization, dictionary);
            } catch (NotExpressible e) {
                throw new IllegalArgumentException("arguments: " + e.getMessage(), e);
            }
        }
        Object only = args.size() == 1 ? args.get(0) : null;
        if (only instanceof byte[] bytes) {
            return bytes;
        }
        if (only instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (args.isEmpty()) {
            return new byte[0];
        }
        throw new IllegalArgumentException(
                "arguments: found " + args.size() + " (expected one binary value or a text, or another \"payload\")");
    }
}
