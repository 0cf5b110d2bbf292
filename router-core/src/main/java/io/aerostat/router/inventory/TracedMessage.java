package io.aerostat.router.inventory;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a traced session.
 *
 * @param number the number of this message in its trace, from 1
 * @param time when the router handled the message
 * @param isReceived whether the client sent the message; if not, the router sent it
 * @param ids the ids in the message by name: {@code request}, {@code registration}, {@code subscription},
 *     {@code publication}; for an ERROR also {@code request_type}
 * @param uri the procedure, topic or pattern of the message, or the error; empty if it is unknown, for example because
 *     the request is older than the trace
 * @param payloadSize the size of the arguments in bytes
 * @param outcome {@code ok}, or why the message did not reach the client or the router: {@code too_large},
 *     {@code not_expressible}, {@code over_budget} or {@code closed}
 * @param payload the arguments; null if they are not requested, too large or absent
 */
public record TracedMessage(
        long number,
        Instant time,
        boolean isReceived,
        WampMessage.Type type,
        Map<String, Long> ids,
        String uri,
        int payloadSize,
        String outcome,
        @Nullable Payload payload) {
    /** Returns this message without its payload. */
    public TracedMessage withoutPayload() {
        return payload == null
                ? this
                : new TracedMessage(number, time, isReceived, type, ids, uri, payloadSize, outcome, null);
    }
}
