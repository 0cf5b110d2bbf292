package io.aerostat.mqtt.payload;

import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.protocol.serializer.DecodeLimits;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Converts the payloads of messages from clients by the mapping of their topic. Immutable; any thread. */
public final class Inbound {
    private final Mappings mappings;
    private final DecodeLimits limits;
    private final String realm;
    private final MappingProcedures procedures;

    /**
     * @param realm the realm of the clients
     * @param procedures calls the procedures of dynamic mappings
     */
    public Inbound(Mappings mappings, DecodeLimits limits, String realm, MappingProcedures procedures) {
        this.mappings = mappings;
        this.limits = limits;
        this.realm = realm;
        this.procedures = procedures;
    }

    /** Checks whether a procedure converts the messages of a WAMP topic. */
    public boolean isDynamic(String uri) {
        return mappings.of(uri) instanceof PayloadMapping.Dynamic;
    }

    /**
     * Returns the event for a message. The result is already complete unless a procedure converts the payload. The
     * result fails with {@link UnfitPayload} if the payload cannot be converted. A retained message with an empty
     * payload fits every mapping, because it only removes the retained event of its topic.
     *
     * @param uri the topic as WAMP topic
     * @param topic the topic as the client has written it
     * @param properties the properties of the message, see {@link MessageProperties}
     */
    public CompletableFuture<EventContent> convert(
            String uri, String topic, byte[] payload, boolean isRetained, Map<String, @Nullable Object> properties) {
        PayloadMapping mapping = mappings.of(uri);
        if (mapping == null) {
            return CompletableFuture.failedFuture(new UnfitPayload("payload_mapping: found no mapping for " + uri));
        }
        boolean isRemoval = isRetained && payload.length == 0;
        if (mapping instanceof PayloadMapping.Dynamic dynamic) {
            return isRemoval
                    ? CompletableFuture.completedFuture(NativeConversion.EMPTY_EVENT)
                    : procedures.decode(dynamic, realm, uri, topic, payload, properties);
        }
        try {
            Conversion conversion = Mappings.conversion(mapping);
            return CompletableFuture.completedFuture(
                    isRemoval ? conversion.emptyEvent() : conversion.toEvent(payload, properties, limits));
        } catch (UnfitPayload e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
