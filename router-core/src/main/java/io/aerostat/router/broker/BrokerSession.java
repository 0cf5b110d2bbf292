package io.aerostat.router.broker;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.DroppedEvents;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The broker's part of one joined session. Receives authorized requests with valid URIs, and answers through
 * {@link Peer#send}. Confined to the session's loop, except for {@link #droppedEvents} and {@link #peer}.
 */
public final class BrokerSession {
    private final Broker broker;
    private final Peer peer;
    private final BrokerLoop loop;
    private final EventReceiver receiver;
    private final SubscribingSession subscriber;
    private final Publisher publisher;
    private @Nullable Testaments testaments;
    private boolean left;

    BrokerSession(Broker broker, Peer peer, BrokerLoop loop) {
        this.broker = broker;
        this.peer = peer;
        this.loop = loop;
        this.receiver = new EventReceiver(peer, loop, broker.counters());
        this.subscriber = new SubscribingSession(broker, receiver);
        this.publisher = new Publisher(broker, peer, loop);
    }

    /** Returns the session. Any thread. */
    public Peer peer() {
        return peer;
    }

    /**
     * Answers with SUBSCRIBED or ERROR (PS-1). After SUBSCRIBED, sends the retained events, or replays the past events,
     * that the client asked for.
     */
    public void subscribe(Subscribe message) {
        assert loop.isCurrent();
        if (!left) {
            subscriber.subscribe(message);
        }
    }

    /** Answers with UNSUBSCRIBED, or with ERROR if this session does not hold the subscription (PS-3). */
    public void unsubscribe(Unsubscribe message) {
        assert loop.isCurrent();
        if (!left) {
            subscriber.unsubscribe(message);
        }
    }

    /**
     * Removes a subscription from the session, and notifies the client if it announced the feature (SRV-1).
     *
     * @param reason a URI
     * @return false if the session does not hold the subscription
     */
    public boolean revoke(long subscription, @Nullable String reason) {
        assert loop.isCurrent();
        return subscriber.revoke(subscription, reason);
    }

    /** Publishes an event; answers with PUBLISHED or ERROR if the client asked for an acknowledgement (PS-4, PS-5). */
    public void publish(Publish message, Permit permit) {
        assert loop.isCurrent();
        if (!left) {
            publisher.publish(message, permit);
        }
    }

    /**
     * Publishes an event on behalf of another session, which {@code exclude_me} then excludes. Unlike a black list,
     * this exclusion does not keep the event out of the history (HIS-4). Never answers.
     *
     * @param cause the other session, or 0 to exclude nobody
     */
    public void publishInPlaceOf(long cause, Publish message, Permit permit) {
        assert loop.isCurrent();
        if (!left) {
            publisher.publishInPlaceOf(cause, message, permit);
        }
    }

    /**
     * Delivers a publication of another node to the sessions of this node. This session represents the other node.
     *
     * @param retain whether to keep the event for later subscribers
     * @param acknowledged whether the publisher asked for an acknowledgement
     * @param recordedAt the time under which histories keep the event; null for the current time
     */
    public void deliverForwarded(
            Publication publication, boolean retain, boolean acknowledged, @Nullable Instant recordedAt) {
        assert loop.isCurrent();
        publisher.deliverForwarded(publication, retain, acknowledged, recordedAt);
    }

    /** Counts a publication that could not be forwarded to other nodes. */
    public void countRefusedPublication() {
        broker.counters().countRefusedPublication();
    }

    /**
     * Adds a publication that is made when the session ends.
     *
     * @return false if the session has reached its limit of testaments
     */
    public boolean addTestament(TestamentScope scope, Testament testament) {
        assert loop.isCurrent();
        if (testaments == null) {
            testaments = new Testaments(broker.limits().testamentsPerSession());
        }
        return testaments.add(scope, testament);
    }

    /** Removes the testaments of one scope. */
    public void flushTestaments(TestamentScope scope) {
        assert loop.isCurrent();
        if (testaments != null) {
            testaments.flush(scope);
        }
    }

    /**
     * Sends the current testaments to the other nodes, which keep copies.
     *
     * @return completes on any thread when the other nodes have the copies
     */
    public CompletionStage<Void> keepTestaments() {
        assert loop.isCurrent();
        return broker.keeper().changed(peer, testaments == null ? List.of() : testaments.all());
    }

    /**
     * Ends the session's part in the broker: publishes the testaments, unless all sessions end together (TES-6, TES-7),
     * and removes all subscriptions. Idempotent.
     */
    public void leave(LeaveReason reason) {
        assert loop.isCurrent();
        if (left) {
            return;
        }
        if (reason.isAnnounced() && testaments != null) {
            testaments.forEach(testament -> publisher.publishInPlaceOf(
                    peer.id(),
                    new Publish(0, testament.options(), testament.topic(), testament.payload()),
                    testament.permit()));
        }
        left = true;
        if (testaments != null) {
            testaments = null;
            keepTestaments();
        }
        subscriber.leave();
        broker.left(this);
    }

    /** Counts an event that the link of the session has accepted, but could not send. */
    public void undelivered(Sent outcome) {
        receiver.drop(outcome);
    }

    /** Returns the numbers of events that were dropped for this session, by reason. Any thread. */
    public DroppedEvents droppedEvents() {
        return receiver.droppedEvents();
    }

    /** Returns the ids of the subscriptions that the session holds. */
    public List<Long> subscriptionIds() {
        assert loop.isCurrent();
        return subscriber.subscriptionIds();
    }

    EventReceiver receiver() {
        return receiver;
    }
}
