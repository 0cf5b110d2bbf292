package io.aerostat.router.listener;

import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.option.WebhookSignature;
import java.time.Duration;
import java.util.Optional;

/**
 * A service through which HTTP requests act in a realm (docs/web-services.md). Every request has a session of its own,
 * with the permissions and limits of its role.
 */
public sealed interface HttpBridge extends PathService, WampService {
    /** Returns the options that all bridges have in common. */
    BridgeOptions options();

    /** Returns a copy with other options. */
    HttpBridge with(BridgeOptions replacement);

    @Override
    default Access access() {
        return options().access();
    }

    @Override
    default ConnectionOptions connection() {
        return ConnectionOptions.DEFAULT.withMaxMessageSize(options().maxBodySize());
    }

    @Override
    default HttpBridge within(TransportLimits limits) {
        return with(options().withAccess(limits.of(access())));
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.httpBridge(this);
    }

    /**
     * Publishes the event in the body of each request, and answers when the broker has acknowledged the publication.
     *
     * @param options the options that all bridges have in common
     */
    record Publisher(BridgeOptions options) implements HttpBridge {
        @Override
        public Publisher with(BridgeOptions replacement) {
            return new Publisher(replacement);
        }
    }

    /**
     * Makes the call in the body of each request, and answers with its result.
     *
     * @param options the options that all bridges have in common
     */
    record Caller(BridgeOptions options) implements HttpBridge {
        @Override
        public Caller with(BridgeOptions replacement) {
            return new Caller(replacement);
        }
    }

    /**
     * Publishes the headers and the body of each request to one topic.
     *
     * @param options the options that all bridges have in common
     * @param topic the topic of the publications
     * @param successResponse the body of the response when the event is published
     * @param errorResponse the body of the response when the event cannot be published
     * @param signature how senders prove their identity; empty if they need not
     */
    record Webhook(
            BridgeOptions options,
            String topic,
            String successResponse,
            String errorResponse,
            Optional<WebhookSignature> signature)
            implements HttpBridge {
        @Override
        public Webhook with(BridgeOptions replacement) {
            return new Webhook(replacement, topic, successResponse, errorResponse, signature);
        }
    }

    /** Returns the access for clients that need no proof and join with this role. */
    static Access accessFor(String role, Optional<String> authid) {
        return Access.by(new AuthenticationOptions.Anonymous(role, authid.orElse(null)));
    }

    /** How long the realm may take to answer a request, unless the options set another time. */
    Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
}
