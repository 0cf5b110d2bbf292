package io.aerostat.mqtt.payload;

import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.mqtt.topic.Topics;
import io.aerostat.protocol.message.Event;
import java.util.concurrent.CompletableFuture;

/** Converts events to messages for clients by the mapping of their topic. Immutable; any thread. */
public final class Outbound {
    private final Mappings mappings;
    private final String realm;
    private final MappingProcedures procedures;

    /**
     * @param realm the realm of the events
     * @param procedures calls the procedures of dynamic mappings
     */
    public Outbound(Mappings mappings, String realm, MappingProcedures procedures) {
        this.mappings = mappings;
        this.realm = realm;
        this.procedures = procedures;
    }

    /**
     * Returns the message for an event. The result is already complete unless a procedure converts the payload. It
     * fails with {@link UnfitPayload} if the payload cannot be converted.
     *
     * @param topic the topic name of the message
     */
    public CompletableFuture<MessageContent> convert(Event event, String topic) {
        String uri = Topics.toUri(topic);
        PayloadMapping mapping = mappings.of(uri);
        if (mapping == null) {
            return CompletableFuture.failedFuture(new UnfitPayload("payload_mapping: found no mapping for " + uri));
        }
        if (mapping instanceof PayloadMapping.Dynamic dynamic) {
            return procedures.encode(
                    new MappingProcedures.Encoding(dynamic, realm, event.publication(), topic), uri, event.payload());
        }
        try {
            return CompletableFuture.completedFuture(
                    Mappings.conversion(mapping).toMessage(event.payload()));
        } catch (UnfitPayload e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
