package io.aerostat.mqtt.payload;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PayloadEncoding;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.SingleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves payloads unchanged. An event has one binary value in the form of Crossbar.io: the value replaces the
 * arguments, and {@code enc_algo} is "mqtt". Peers that do not understand this form get the value as their only
 * argument.
 */
final class PassthroughConversion implements Conversion {
    private static final byte[] EMPTY = {};

    private static final Passthru PASSTHRU =
            new Passthru(null, null, null, null, new PayloadEncoding("mqtt", null, null));

    @Override
    public EventContent toEvent(byte[] payload, Map<String, @Nullable Object> properties, DecodeLimits limits)
            throws UnfitPayload {
        if (properties.isEmpty()) {
            return event(payload);
        }
        try {
            PayloadValues values = new PayloadValues(List.of(payload), Map.of(MessageProperties.KEYWORD, properties));
            return new EventContent(
                    Serializers.of(Serialization.CBOR).payload(values),
                    Passthru.NONE,
                    Audience.EVERYONE,
                    payload.length == 0);
        } catch (NotExpressible e) {
            throw new UnfitPayload(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public EventContent emptyEvent() {
        return event(EMPTY);
    }

    private static EventContent event(byte[] payload) {
        try {
            byte[] value = SingleValue.write(Serialization.CBOR, payload);
            return new EventContent(
                    Payload.bare(Serialization.CBOR, value, 0, value.length),
                    PASSTHRU,
                    Audience.EVERYONE,
                    payload.length == 0);
        } catch (NotExpressible e) {
            throw new IllegalStateException("CBOR cannot express a binary value", e);
        }
    }

    @Override
    public MessageContent toMessage(Payload payload) throws UnfitPayload {
        if (payload.isEmpty()) {
            return new MessageContent(EMPTY, Map.of());
        }
        if (payload.isBare()) {
            return new MessageContent(bytes(bareValue(payload)), Map.of());
        }
        PayloadValues values = Serializers.of(payload.serialization()).values(payload);
        Map<String, @Nullable Object> properties = Dictionary.properties(values.kwargs());
        if (values.args().size() != 1 || values.kwargs().size() != (properties.isEmpty() ? 0 : 1)) {
            throw new UnfitPayload("found " + values.args().size() + " arguments and "
                    + values.kwargs().size() + " keyword arguments (expected one binary value or string)");
        }
        return new MessageContent(bytes(values.args().get(0)), properties);
    }

    private static @Nullable Object bareValue(Payload payload) throws UnfitPayload {
        try {
            return SingleValue.read(payload.serialization(), payload.toByteArray(), DecodeLimits.DEFAULT);
        } catch (ProtocolViolation e) {
            throw new UnfitPayload("found no binary value: " + e.getMessage());
        }
    }

    private static byte[] bytes(@Nullable Object value) throws UnfitPayload {
        if (value instanceof byte[] binary) {
            return binary;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new UnfitPayload(
                "found " + (value == null ? "null" : "a " + value.getClass().getSimpleName())
                        + " (expected a binary value or a string)");
    }
}
