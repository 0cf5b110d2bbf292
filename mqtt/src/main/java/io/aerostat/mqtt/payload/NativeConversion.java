package io.aerostat.mqtt.payload;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.SingleValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts between WAMP payloads and MQTT payloads that are dictionaries with {@code args} and {@code kwargs}. The
 * dictionary of a message to the router may also have the black and white lists of PUBLISH, such as {@code eligible}.
 */
final class NativeConversion implements Conversion {
    /** The event for an empty message that removes the retained event of its topic. */
    static final EventContent EMPTY_EVENT = new EventContent(Payload.EMPTY, Passthru.NONE, Audience.EVERYONE, true);

    private static final String ARGS = "args";
    private static final String KWARGS = "kwargs";

    private final Serialization serialization;

    NativeConversion(Serialization serialization) {
        this.serialization = serialization;
    }

    @Override
    public EventContent toEvent(byte[] payload, Map<String, @Nullable Object> properties, DecodeLimits limits)
            throws UnfitPayload {
        try {
            Object value = SingleValue.read(serialization, payload, limits);
            if (!(value instanceof Map<?, ?> dictionary)) {
                throw new UnfitPayload("found no dictionary (expected one with args and kwargs)");
            }
            return event(Dictionary.of(dictionary), properties, serialization);
        } catch (ProtocolViolation e) {
            throw new UnfitPayload(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the event that a dictionary describes. */
    static EventContent event(
            Map<String, @Nullable Object> dictionary,
            Map<String, @Nullable Object> properties,
            Serialization serialization)
            throws UnfitPayload {
        try {
            Audience audience =
                    PublishOptions.read(Dictionary.lists(dictionary)).audience();
            List<@Nullable Object> args = Dictionary.args(dictionary.get(ARGS));
            Map<String, @Nullable Object> kwargs = Dictionary.kwargs(dictionary.get(KWARGS));
            if (!properties.isEmpty()) {
                kwargs = new LinkedHashMap<>(kwargs);
                kwargs.putIfAbsent(MessageProperties.KEYWORD, properties);
            }
            Payload payload = args.isEmpty() && kwargs.isEmpty()
                    ? Payload.EMPTY
                    : Serializers.of(serialization).payload(new PayloadValues(args, kwargs));
            return new EventContent(payload, Passthru.NONE, audience, false);
        } catch (ProtocolViolation | NotExpressible e) {
            throw new UnfitPayload(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public EventContent emptyEvent() {
        return EMPTY_EVENT;
    }

    @Override
    public MessageContent toMessage(Payload payload) throws UnfitPayload {
        PayloadValues values = valuesOf(payload);
        Map<String, @Nullable Object> properties = Dictionary.properties(values.kwargs());
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        dictionary.put(ARGS, values.args());
        dictionary.put(KWARGS, Dictionary.withoutProperties(values.kwargs(), properties));
        try {
            return new MessageContent(SingleValue.write(serialization, dictionary), properties);
        } catch (NotExpressible e) {
            throw new UnfitPayload(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the values of an event; a binary value in place of the arguments becomes the only argument. */
    static PayloadValues valuesOf(Payload payload) {
        Payload readable = Serializers.readable(payload, false);
        return readable.isEmpty()
                ? PayloadValues.EMPTY
                : Serializers.of(readable.serialization()).values(readable);
    }
}
