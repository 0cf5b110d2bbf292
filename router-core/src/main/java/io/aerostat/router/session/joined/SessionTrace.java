package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.inventory.TracedMessage;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.Sent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of a traced session, in both directions. If there are too many messages, the oldest are dropped.
 * Confined to the loop of the session.
 */
public final class SessionTrace {
    private static final int MOST_MESSAGES = 4096;
    private static final int MOST_PAYLOAD_BYTES = 1 << 20;
    private static final int LARGEST_PAYLOAD = 16 * 1024;
    private static final String OK = "ok";

    private final TracedUris uris;
    private final Deque<TracedMessage> messages = new ArrayDeque<>();
    private long number;
    private long payloadBytes;
    private boolean keepsPayloads;
    private boolean hasBegun;
    private String ended = "";

    /** Creates an empty trace. */
    public SessionTrace(TracedUris uris) {
        this.uris = uris;
    }

    /** Records a message from the client. */
    void received(WampMessage message) {
        add(true, message, OK);
    }

    /** Records a message that is larger than the link accepts. Its URI and size are unknown. */
    void received(OversizedMessage message) {
        WampMessage.Type type = WampMessage.Type.ofCode(message.code());
        if (type != null) {
            add(new TracedMessage(
                    ++number,
                    Instant.now(),
                    true,
                    type,
                    Map.of("request", message.request()),
                    "",
                    0,
                    word(Sent.TOO_LARGE),
                    null));
        }
    }

    /** Records a message to the client. */
    void sent(Sent outcome, WampMessage message) {
        add(false, message, outcome == Sent.OK ? OK : word(outcome));
    }

    private static String word(Sent outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Records the end of the session. */
    void ended(String why) {
        ended = why;
    }

    private void add(boolean isReceived, WampMessage message, String outcome) {
        Payload payload = message.payload();
        boolean isRefused = payload.isRefused();
        Map<String, Long> ids = MessageFacts.ids(message);
        add(new TracedMessage(
                ++number,
                Instant.now(),
                isReceived,
                message.type(),
                ids,
                uris.of(message, ids),
                isRefused ? 0 : payload.size(),
                outcome,
                isRefused ? null : kept(payload)));
    }

    /** Returns a copy of a payload, because the payload itself may be a part of a much larger array. */
    private @Nullable Payload kept(Payload payload) {
        if (!keepsPayloads || payload.isEmpty() || payload.size() > LARGEST_PAYLOAD) {
            return null;
        }
        byte[] copy = payload.toByteArray();
        return payload.isBare()
                ? Payload.bare(payload.serialization(), copy, 0, copy.length)
                : Payload.validated(payload.serialization(), copy, 0, copy.length, payload.elements());
    }

    private void add(TracedMessage message) {
        messages.add(message);
        payloadBytes += bytes(message);
        while (messages.size() > MOST_MESSAGES || payloadBytes > MOST_PAYLOAD_BYTES) {
            payloadBytes -= bytes(messages.remove());
        }
    }

    private static int bytes(TracedMessage message) {
        Payload payload = message.payload();
        return payload == null ? 0 : payload.size();
    }

    /** Returns the messages that a query requests. */
    public TracePage page(TraceQuery query) {
        boolean begins = !hasBegun || (query.withPayloads() && !keepsPayloads);
        hasBegun = true;
        keepsPayloads |= query.withPayloads();
        List<TracedMessage> page = messages.stream()
                .filter(message -> message.number() > query.after())
                .limit(Math.min(query.limit(), RealmInventory.LARGEST_PAGE))
                .map(message -> query.withPayloads() ? message : message.withoutPayload())
                .toList();
        long first = messages.isEmpty() ? number + 1 : messages.element().number();
        long next = page.isEmpty() ? number : page.get(page.size() - 1).number();
        return new TracePage(page, next, Math.max(0, first - 1 - query.after()), begins, next == number ? ended : "");
    }
}
