package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URI of each message in a trace. Most messages contain only the id of a subscription, registration or
 * request, so this class remembers the URIs of the newest requests. If a realm accepts any request ids, a client may
 * use an id again; each message with this id then has the URI of the latest request. Confined to the loop of the
 * session.
 */
public final class TracedUris {
    private static final int MOST_REQUESTS = 4096;

    private final LongFunction<Optional<String>> topics;
    private final LongFunction<Optional<String>> procedures;
    private final Map<Long, String> ofRequests = new Newest();
    /** Invocations have request ids of their own, which the router chooses. */
    private final Map<Long, String> ofInvocations = new Newest();

    /**
     * @param topics finds the topic or pattern of a subscription by its id
     * @param procedures finds the procedure or pattern of a registration by its id
     */
    public TracedUris(LongFunction<Optional<String>> topics, LongFunction<Optional<String>> procedures) {
        this.topics = topics;
        this.procedures = procedures;
    }

    /** Returns the URI of a message; empty if it is unknown. The URI of an ERROR is that of the error. */
    String of(WampMessage message, Map<String, Long> ids) {
        String own = MessageFacts.uri(message);
        if (message instanceof ErrorMessage) {
            return own;
        }
        boolean isInvocation =
                message instanceof Invocation || message instanceof Yield || message instanceof Interrupt;
        Map<Long, String> requests = isInvocation ? ofInvocations : ofRequests;
        String uri = own.isEmpty() ? byId(ids) : own;
        if (uri.isEmpty()) {
            return requests.getOrDefault(message.request(), "");
        }
        if (message.request() > 0) {
            requests.put(message.request(), uri);
        }
        return uri;
    }

    private String byId(Map<String, Long> ids) {
        @Nullable Long subscription = ids.get(MessageFacts.SUBSCRIPTION);
        if (subscription != null) {
            return topics.apply(subscription).orElse("");
        }
        @Nullable Long registration = ids.get(MessageFacts.REGISTRATION);
        return registration == null ? "" : procedures.apply(registration).orElse("");
    }

    /** The URIs of the newest requests, by request id. */
    private static final class Newest extends LinkedHashMap<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_REQUESTS;
        }
    }
}
