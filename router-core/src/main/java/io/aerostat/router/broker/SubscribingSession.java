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
import io.aerostat.router.broker.replay.HistorySource;
import io.aerostat.router.broker.replay.Replay;
import io.aerostat.router.broker.replay.ReplayRequest;
import io.aerostat.router.broker.replay.RetainedSource;
import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.broker.subscription.HeldEvents;
import io.aerostat.router.broker.subscription.HeldSubscriptions;
import io.aerostat.router.broker.subscription.Recording;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriber's part of a session: answers SUBSCRIBE and UNSUBSCRIBE, and replays past events. Confined to the
 * session's loop.
 */
final class SubscribingSession {
    private static final Logger LOG = LoggerFactory.getLogger(SubscribingSession.class);

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

    /**
     * Answers with SUBSCRIBED or ERROR (PS-1). After SUBSCRIBED, sends the retained events, or replays the past events,
     * that the client asked for.
     */
    void subscribe(Subscribe message) {
        if (message.options().wantsReplay()) {
            goOn(message);
            return;
        }
        String nodeKey = message.options().nkey();
        Subscriber subscriber = held.find(message.topic(), message.options().match());
        if (subscriber != null) {
            // PS-2: the session keeps its existing subscription, and gets each event once. No meta event is published.
            if (!Objects.equals(nodeKey, subscriber.nodeKey())) {
                broker.subscriptions().changeNodeKey(subscriber, nodeKey);
            }
        } else {
            if (refusesOneMore(message)) {
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

    private boolean refusesOneMore(Subscribe message) {
        int limit = broker.limits().subscriptionsPerSession();
        if (held.size() + awaited < limit) {
            return false;
        }
        refuse(message, Refusal.ofLimit("subscriptions_per_session", limit));
        return true;
    }

    private void refuse(Subscribe message, Refusal refusal) {
        peer.send(refusal.toMessage(Subscribe.CODE, message.request()));
    }

    /** Finds the publication after which the subscriber wants to continue. */
    private void goOn(Subscribe message) {
        Subscription subscription =
                broker.subscriptions().find(message.topic(), message.options().match());
        Recording recording = subscription == null ? null : subscription.recording();
        Refusal refusal =
                ReplayRequest.check(message, recording, held, broker.interests().isShared());
        if (refusal != null || recording == null) {
            refuse(message, refusal == null ? ReplayRequest.noHistory(message) : refusal);
            return;
        }
        if (refusesOneMore(message)) {
            return;
        }
        awaited++;
        recording.log().find(message.options().replayAfter()).whenComplete((number, failure) -> {
            try {
                peer.run(() -> found(message, recording, number, failure));
            } catch (RejectedExecutionException e) {
                awaited--; // session and loop have ended
            }
        });
    }

    private void found(Subscribe message, Recording recording, @Nullable Long number, @Nullable Throwable failure) {
        awaited--;
        if (left) {
            return;
        }
        Refusal refusal = failure != null || number == null
                ? ReplayRequest.unreadable(message, failure)
                : number == EventLog.NOT_FOUND
                        ? ReplayRequest.unknown(message)
                        : ReplayRequest.check(message, recording, held, false);
        if (refusal != null || number == null) {
            refuse(message, refusal == null ? ReplayRequest.noHistory(message) : refusal);
            return;
        }
        Subscriber subscriber = held.add(message.topic(), message.options().match(), null);
        peer.send(new Subscribed(message.request(), subscriber.subscription().id()));
        HeldEvents live = new HeldEvents(true);
        subscriber.hold(live);
        HistorySource source = new HistorySource(subscriber, recording, live, number + 1);
        new Replay(subscriber, held, broker.replayTurns(), source, live, broken -> breakOff(subscriber, broken)).work();
    }

    /**
     * Ends a subscription whose past events cannot be read, because a subscriber must not miss events without noticing.
     */
    private void breakOff(Subscriber subscriber, Throwable failure) {
        if (!held.holds(subscriber)) {
            return; // the client has unsubscribed, and may have subscribed again under the same id
        }
        Refusal reason = ReplayRequest.reason(failure);
        long subscription = subscriber.subscription().id();
        RefusalLog.warning(LOG)
                .log("session {}: the replay of subscription {} ends: {}", peer.id(), subscription, reason.text());
        boolean knows = peer.roles().announces(Role.SUBSCRIBER, Feature.SUBSCRIPTION_REVOCATION);
        revoke(subscription, reason.error());
        if (!knows) {
            peer.kill(reason.error(), reason.text());
        }
    }

    /** Joins the subscription once the other nodes have learned that this node has a subscriber (P26). */
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
        RetainedEvents.Collected inMemory = broker.retained().collect(details.uri(), details.match(), peer);
        if (inMemory != null) {
            replay(subscriber, inMemory);
            return;
        }
        if (subscriber.isHolding()) {
            return; // an earlier SUBSCRIBE of the same subscription has begun to send past events
        }
        HeldEvents live = new HeldEvents(false);
        subscriber.hold(live);
        broker.retained().collectStored(details.uri(), details.match(), peer).whenComplete((found, failure) -> {
            try {
                peer.run(() -> replay(subscriber, live, found, failure));
            } catch (RejectedExecutionException e) {
                close(found); // session and loop have ended
            }
        });
    }

    /** Sends retained events that are in memory. */
    private void replay(Subscriber subscriber, RetainedEvents.Collected collected) {
        subscriber.setRetainedUpTo(collected.sequence());
        if (!collected.events().isEmpty()) {
            receiver.loop().submit(new RetainedReplay(subscriber, held, collected.events()));
        }
    }

    /** Sends retained events that a store reads, and then the live events that were held back meanwhile. */
    private void replay(
            Subscriber subscriber,
            HeldEvents live,
            RetainedEvents.@Nullable Stored stored,
            @Nullable Throwable failure) {
        if (stored == null) {
            breakOff(subscriber, failure == null ? new IllegalStateException("found no events") : failure);
            subscriber.hold(null);
            return;
        }
        subscriber.setRetainedUpTo(stored.sequence());
        RetainedSource source = new RetainedSource(subscriber, stored.pages());
        new Replay(subscriber, held, broker.replayTurns(), source, live, broken -> breakOff(subscriber, broken)).work();
    }

    private static void close(RetainedEvents.@Nullable Stored stored) {
        if (stored != null) {
            stored.pages().close();
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
