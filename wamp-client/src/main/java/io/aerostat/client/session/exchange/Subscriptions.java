package io.aerostat.client.session.exchange;

import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of one session and the handlers that share them (PS-10). Confined to the connection's executor.
 *
 * <p>The router has one subscription for a topic and match policy. A second SUBSCRIBE gets the same id. So an
 * UNSUBSCRIBE that is sent while a SUBSCRIBE waits for its answer would end the new subscription as well. The client
 * delays such an UNSUBSCRIBE until the answer has arrived.
 */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Outbox outbox;
    private final Requests requests;
    private final Completions completions;
    private final EventDelivery delivery;
    private final Roles router;
    private final Map<Long, Shared> byId = new HashMap<>();
    /** Number of SUBSCRIBE messages that wait for their answer, by topic filter. */
    private final Map<Key, Integer> asked = new HashMap<>();

    public Subscriptions(
            Outbox outbox, Requests requests, Completions completions, EventDelivery delivery, Roles router) {
        this.outbox = outbox;
        this.requests = requests;
        this.completions = completions;
        this.delivery = delivery;
        this.router = router;
    }

    public void subscribe(ActiveSubscription subscription, WampFuture<Subscription> future) {
        TopicFilter filter = subscription.filter();
        if (filter.match() != MatchPolicy.EXACT && !router.announces(Role.BROKER, Feature.PATTERN_BASED_SUBSCRIPTION)) {
            // Some routers without the feature treat patterns as topics and never send an event; others support
            // patterns, but do not announce the feature.
            LOG.warn(
                    "subscription {} ({}): the router does not announce {}, and may never send an event",
                    filter.topic(),
                    filter.match().wire(),
                    Feature.PATTERN_BASED_SUBSCRIPTION.key());
        }
        Key key = Key.of(filter);
        long request;
        try {
            request = outbox.request(id -> new Subscribe(id, filter.options(), filter.topic()));
        } catch (MessageRefused e) {
            completions.fail(future, new RequestRejected(String.valueOf(e.getMessage()), e));
            return;
        }
        asked.merge(key, 1, Integer::sum);
        requests.expect(
                request,
                Subscribe.CODE,
                Subscribed.CODE,
                reply -> {
                    answered(key);
                    add(subscription, key, ((Subscribed) reply).subscription());
                    completions.complete(future, subscription);
                },
                error -> {
                    answered(key);
                    endIfUnused(key);
                    completions.fail(future, error);
                });
    }

    private void answered(Key key) {
        asked.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }

    private void add(ActiveSubscription subscription, Key key, long id) {
        Shared shared = byId.computeIfAbsent(id, i -> new Shared(i, key));
        shared.handlers.add(subscription);
        subscription.id = id;
        subscription.active = true;
    }

    public void unsubscribe(ActiveSubscription subscription, WampFuture<Void> future) {
        Shared shared = byId.get(subscription.id);
        if (shared == null || !shared.handlers.remove(subscription)) {
            completions.done(future); // the subscription has already ended
            return;
        }
        end(subscription);
        if (shared.handlers.isEmpty() && !asked.containsKey(shared.key)) {
            leave(shared, future);
        } else {
            completions.done(future);
        }
    }

    private void end(ActiveSubscription subscription) {
        subscription.active = false;
        completions.complete(subscription.ended, "");
    }

    /** Ends a subscription without handlers, after a SUBSCRIBE for it was refused. */
    private void endIfUnused(Key key) {
        if (asked.containsKey(key)) {
            return;
        }
        for (Shared shared : List.copyOf(byId.values())) {
            if (shared.key.equals(key) && shared.handlers.isEmpty()) {
                leave(shared, new WampFuture<>());
            }
        }
    }

    private void leave(Shared shared, WampFuture<Void> future) {
        byId.remove(shared.id);
        long request;
        try {
            request = outbox.request(id -> new Unsubscribe(id, shared.id));
        } catch (MessageRefused e) {
            throw new IllegalStateException("UNSUBSCRIBE has no payload to refuse", e);
        }
        requests.expect(
                request,
                Unsubscribe.CODE,
                Unsubscribed.CODE,
                reply -> completions.done(future),
                error -> completions.fail(future, error));
    }

    /**
     * Delivers an event. Ignores an event of an unknown subscription, which the router sent before the subscription
     * ended (ORD-8).
     */
    public void event(Event event) {
        Shared shared = byId.get(event.subscription());
        if (shared != null) {
            delivery.deliver(event, List.copyOf(shared.handlers));
        }
    }

    /** Called when the router has revoked a subscription (SRV-3). */
    public void revoked(@Nullable Revocation revocation) {
        Shared shared = revocation == null ? null : byId.remove(revocation.id());
        if (shared == null) {
            return;
        }
        for (ActiveSubscription subscription : shared.handlers) {
            subscription.active = false;
            completions.complete(subscription.ended, reason(revocation));
        }
    }

    private static String reason(@Nullable Revocation revocation) {
        String reason = revocation == null ? null : revocation.reason();
        return reason == null ? "wamp.error.unsubscribed" : reason;
    }

    public void failAll(Throwable cause) {
        for (Shared shared : byId.values()) {
            for (ActiveSubscription subscription : shared.handlers) {
                subscription.active = false;
                completions.fail(subscription.ended, cause);
            }
        }
        byId.clear();
    }

    /** A subscription of the router, with the handlers that share it. */
    private static final class Shared {
        final long id;
        final Key key;
        final List<ActiveSubscription> handlers = new ArrayList<>();

        Shared(long id, Key key) {
            this.id = id;
            this.key = key;
        }
    }

    /**
     * The fields that identify a subscription: SUBSCRIBE messages with equal fields share one subscription of the
     * router.
     */
    private record Key(String topic, MatchPolicy match, Optional<String> nkey) {
        static Key of(TopicFilter filter) {
            return new Key(filter.topic(), filter.match(), filter.nkey());
        }
    }
}
