package io.aerostat.client.session.exchange;

import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import java.util.concurrent.CompletableFuture;

/** A publication whose payload is encoded. Immutable. */
public record PreparedPublication(String topic, PublishOptions options, Payload payload) {
    /**
     * Encodes a publication, and begins its span.
     *
     * @param sent the future whose completion ends the span
     */
    public static PreparedPublication of(
            Publication publication,
            boolean acknowledged,
            PayloadCodec payloads,
            Tracing tracing,
            CompletableFuture<?> sent)
            throws RequestRejected {
        Packed packed = payloads.encode(publication.topic(), Role.BROKER, publication.args(), publication.kwargs());
        TraceSpan span = tracing.start(Tracing.Kind.PUBLISH, publication.topic(), null);
        if (span != TraceSpan.NONE) {
            sent.whenComplete(
                    (done, failure) -> span.end(failure == null ? null : String.valueOf(failure.getMessage())));
        }
        return new PreparedPublication(
                publication.topic(),
                publication.options(acknowledged, packed.passthru().with(span.context())),
                packed.payload());
    }

    /** Returns the message with a request id. */
    public Publish message(long request) {
        return new Publish(request, options, topic, payload);
    }
}
