package io.aerostat.router.broker;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.broker.subscription.HeldSubscriptions;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber's part of a session: answers SUBSCRIBE and UNSUBSCRIBE, and replays retained events. Confined to the
 * session's loop.
 */
final class SubscribingSession {
    private final Broker broker;
    private final EventReceiver receiver;
    private final Peer peer;
    private final HeldSubscriptions held;
    private int awaited; // subscriptions that are still being announced to the other nodes
    private boolean left;

    SubscribingSession(Broker broker, EventReceiver receiver) {
        this.broker = broker;
        this.receiver = receiver;
        this.peer = receiver.peer();
        this.held = new HeldSubscriptions(broker.subscriptions(), receiver);
    }

    /** Answers with SUBSCRIBED, followed by the retained events if the client asked for them, or with ERROR (PS-1). */
    void subscribe(Subscribe message) {
        String nodeKey = message.options().nkey();
        Subscriber subscriber = held.find(message.topic(), message.options().match());
        if (subscriber != null) {
            // PS-2: the session keeps its existing subscription. It still gets each event once, and no meta event is
            // published.
            if (!Objects.equals(nodeKey, subscriber.nodeKey())) {
                broker.subscriptions().changeNodeKey(subscriber, nodeKey);
            }
        } else {
            int limit = broker.limits().subscriptionsPerSession();
            if (held.size() + awaited >= limit) {
                peer.send(Refusal.ofLimit("subscriptions_per_session", limit)
                        .toMessage(Subscribe.CODE, message.request()));
                return;
            }
            if (broker.interests().isShared()) {
                subscribeEverywhere(message);
                return;
            }
            subscriber = held.add(message.topic(), message.options().match(), nodeKey);
        }
        answer(message, subscriber);
    }

    /** Joins the subscription once the other nodes know that this node has a subscriber (P26). */
    private void subscribeEverywhere(Subscribe message) {
        String topic = message.topic();
        MatchPolicy match = message.options().match();
        String nodeKey = message.options().nkey();
        CompletionStage<Void> announced = broker.interests().acquire(topic, match, nodeKey, peer.loop());
        awaited++;
        announced.thenRun(() -> {
            try {
                peer.run(() -> joinAnnounced(message));
            } catch (RejectedExecutionException e) {
                broker.interests().release(topic, match, nodeKey, peer.loop()); // session and loop have ended
            }
        });
    }

    private void joinAnnounced(Subscribe message) {
        awaited--;
        String topic = message.topic();
        MatchPolicy match = message.options().match();
        String nodeKey = message.options().nkey();
        Subscriber subscriber = held.find(topic, match);
        if (left || subscriber != null) {
            broker.interests().release(topic, match, nodeKey, peer.loop());
        }
        if (!left) {
            answer(message, subscriber == null ? held.add(topic, match, nodeKey) : subscriber);
        }
    }

    private void answer(Subscribe message, Subscriber subscriber) {
        // ORD-2: events reach this session as tasks of this loop, so SUBSCRIBED precedes them.
        peer.send(new Subscribed(message.request(), subscriber.subscription().id()));
        if (message.options().getRetained()) {
            replay(subscriber);
        }
    }

    private void replay(Subscriber subscriber) {
        SubscriptionDetails details = subscriber.subscription().details();
        RetainedEvents.Collected collected =
                broker.retained().collect(details.uri(), details.match(), peer, broker.steadyNow());
        subscriber.setRetainedUpTo(collected.sequence());
        if (!collected.events().isEmpty()) {
            receiver.loop().submit(new RetainedReplay(subscriber, held, collected.events()));
        }
    }

    /** Answers with UNSUBSCRIBED, or with ERROR if this session does not hold the subscription (PS-3). */
    void unsubscribe(Unsubscribe message) {
        if (held.remove(message.subscription())) {
            peer.send(new Unsubscribed(message.request(), null));
        } else {
            peer.send(new Refusal(
                            ErrorUris.NO_SUCH_SUBSCRIPTION,
                            "subscription: found " + message.subscription() + " (expected one that this session holds)")
                    .toMessage(Unsubscribe.CODE, message.request()));
        }
    }

    /**
     * Removes a subscription, and notifies the client if it announced the feature (SRV-1). Returns false if the session
     * does not hold the subscription.
     */
    boolean revoke(long subscription, @Nullable String reason) {
        if (!held.remove(subscription)) {
            return false;
        }
        if (peer.roles().announces(Role.SUBSCRIBER, Feature.SUBSCRIPTION_REVOCATION)) {
            peer.send(new Unsubscribed(0, new Revocation(subscription, reason)));
        }
        return true;
    }

    void leave() {
        left = true;
        held.removeAll();
    }

    List<Long> subscriptionIds() {
        return held.ids();
    }
}
