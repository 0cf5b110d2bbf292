package io.aerostat.router.broker;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DroppedEvents;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one joined session has at the broker: its subscriptions, its testaments, its way to publish. What it is given has been checked and
 * authorized by the session's dispatch. Confined to the session's loop, but for {@link #droppedEvents} and {@link #peer}.
 */
public final class BrokerSession {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);

    private final Broker broker;
    private final Peer peer;
    private final BrokerLoop loop;
    private final EventFeatures eventDetails;
    private final LongObjectMap<Subscriber> subscribed = new LongObjectHashMap<>(2);
    private final Undelivered undelivered;
    private @Nullable Testaments testaments;
    private volatile DroppedEvents dropped = DroppedEvents.NONE;
    private boolean left;

    BrokerSession(Broker broker, Peer peer, BrokerLoop loop) {
        this.broker = broker;
        this.peer = peer;
        this.loop = loop;
        this.eventDetails = EventFeatures.announcedBy(peer.roles());
        this.undelivered = new Undelivered(peer, broker.limits().undeliveredPerPublisher());
    }

    /** The session. Any thread. */
    public Peer peer() {
        return peer;
    }

    long id() {
        return peer.id();
    }

    BrokerLoop loop() {
        return loop;
    }

    /** Answers with SUBSCRIBED, then gives the retained events if they are wanted, or answers with ERROR (PS-1). */
    public void subscribe(Subscribe message) {
        assert loop.isCurrent();
        if (left) {
            return;
        }
        Subscription known =
                broker.subscriptions().find(message.topic(), message.options().match());
        Subscriber subscriber = known == null ? null : subscribed.get(known.id());
        String nodeKey = message.options().nkey();
        if (subscriber != null) {
            // PS-2: the same subscription, no second delivery, no meta event.
            if (!Objects.equals(nodeKey, subscriber.nodeKey())) {
                broker.subscriptions().changeNodeKey(subscriber, nodeKey);
            }
        } else {
            int limit = broker.limits().subscriptionsPerSession();
            if (subscribed.size() >= limit) {
                peer.send(Refusal.ofLimit("subscriptions_per_session", limit)
                        .toMessage(Subscribe.CODE, message.request()));
                return;
            }
            subscriber = broker.subscriptions()
                    .join(this, message.topic(), message.options().match(), nodeKey);
            subscribed.put(subscriber.subscription().id(), subscriber);
        }
        // ORD-2: events reach this session by tasks of this loop, so none comes before this.
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
            loop.hand(new RetainedReplay(subscriber, collected.events()));
        }
    }

    /** Counts a publication that could not be forwarded. */
    public void publicationRefused() {
        broker.counters().refusedPublications.increment();
    }

    /** Answers with UNSUBSCRIBED, or with ERROR if this session does not hold the subscription (PS-3). */
    public void unsubscribe(Unsubscribe message) {
        assert loop.isCurrent();
        if (left) {
            return;
        }
        if (drop(message.subscription())) {
            peer.send(new Unsubscribed(message.request(), null));
        } else {
            peer.send(new Refusal(
                            ErrorUris.NO_SUCH_SUBSCRIPTION,
                            "subscription: found " + message.subscription() + " (expected one that this session holds)")
                    .toMessage(Unsubscribe.CODE, message.request()));
        }
    }

    /**
     * Takes a subscription from the session and tells it, if it announced that it understands (SRV-1).
     *
     * @param reason a URI
     * @return false if the session does not hold the subscription
     */
    public boolean revoke(long subscription, @Nullable String reason) {
        assert loop.isCurrent();
        if (!drop(subscription)) {
            return false;
        }
        if (peer.roles().announces(Role.SUBSCRIBER, Feature.SUBSCRIPTION_REVOCATION)) {
            peer.send(new Unsubscribed(0, new Revocation(subscription, reason)));
        }
        return true;
    }

    private boolean drop(long subscription) {
        Subscriber subscriber = subscribed.remove(subscription);
        if (subscriber == null) {
            return false;
        }
        broker.subscriptions().leave(subscriber);
        return true;
    }

    /** Hands the event to the loops of its receivers; answers with PUBLISHED or ERROR if that is wanted (PS-4, PS-5). */
    public void publish(Publish message, Permit permit) {
        assert loop.isCurrent();
        if (left) {
            return;
        }
        if (message.options().passthru().isUsed()
                && !peer.roles().announces(Role.PUBLISHER, Feature.PAYLOAD_PASSTHRU_MODE)) {
            peer.violate("PUBLISH.Options.ppt_scheme: found one from a publisher that did not announce "
                    + Feature.PAYLOAD_PASSTHRU_MODE.key()); // PV-10
            return;
        }
        boolean answer = message.options().acknowledge();
        if (broker.refusesDisclosure(message.options(), permit)) {
            if (answer) {
                peer.send(new Refusal(
                                ErrorUris.DISCLOSE_ME_DISALLOWED,
                                "disclose_me: found true (expected false: publishers are not disclosed here)")
                        .toMessage(Publish.CODE, message.request()));
            }
            return;
        }
        if (!dispatch(message, permit, peer.id(), answer) && answer) {
            peer.send(broker.retained().reachedLimit().toMessage(Publish.CODE, message.request()));
        }
    }

    /**
     * Publishes what another session is the cause of, so that {@code exclude_me} leaves out that session. Unlike a black list this does not keep
     * the event from being remembered (HIS-4). Never answered.
     *
     * @param session the cause, or 0 if nobody is to be left out
     */
    public void publishInPlaceOf(long session, Publish message, Permit permit) {
        assert loop.isCurrent();
        if (!left) {
            dispatch(message, permit, session, false);
        }
    }

    /** Returns false if the event is to be retained and cannot be: then it is not published at all. */
    private boolean dispatch(Publish message, Permit permit, long publisher, boolean answer) {
        Publication publication = Publication.of(
                loop.nextPublicationId(),
                message,
                publisher,
                peer.principal(),
                permit,
                broker.discloses(message.options(), permit));
        if (message.options().retain()) {
            publication = broker.retain(publication, loop.executor());
            if (publication == null) {
                broker.counters().refusedPublications.increment();
                return false;
            }
        }
        broker.counters().publications.increment();
        Fanout fanout = new Fanout(publication, this, message.options().acknowledge());
        broker.subscriptions().forEachMatch(message.topic(), fanout);
        if (answer) {
            // Before the publisher's own EVENT: clients find the publication under the id that PUBLISHED gives.
            peer.send(new Published(message.request(), publication.id()));
        }
        fanout.hand();
        return true;
    }

    /**
     * Adds a publication that is made when the session ends.
     *
     * @return false if the session has too many
     */
    public boolean addTestament(TestamentScope scope, Testament testament) {
        assert loop.isCurrent();
        if (testaments == null) {
            testaments = new Testaments(broker.limits().testamentsPerSession());
        }
        return testaments.add(scope, testament);
    }

    public void flushTestaments(TestamentScope scope) {
        assert loop.isCurrent();
        if (testaments != null) {
            testaments.flush(scope);
        }
    }

    /** Publishes the testaments, unless all sessions are ended together (TES-6, TES-7), and gives up all subscriptions. Idempotent. */
    public void leave(LeaveReason reason) {
        assert loop.isCurrent();
        if (left) {
            return;
        }
        if (reason.isAnnounced() && testaments != null) {
            testaments.forEach(testament -> dispatch(
                    new Publish(0, testament.options(), testament.topic(), testament.payload()),
                    testament.permit(),
                    peer.id(),
                    false));
        }
        left = true;
        testaments = null;
        List.copyOf(subscribed.values()).forEach(broker.subscriptions()::leave);
        subscribed.clear();
        broker.left(this);
    }

    /** Events that this session did not get. Any thread. */
    public DroppedEvents droppedEvents() {
        return dropped;
    }

    /** The subscriptions that the session holds. */
    public List<Long> subscriptionIds() {
        assert loop.isCurrent();
        return List.copyOf(subscribed.keySet());
    }

    boolean holds(Subscriber subscriber) {
        return subscribed.get(subscriber.subscription().id()) == subscriber;
    }

    EventFeatures eventDetails() {
        return eventDetails;
    }

    Instant now() {
        return broker.now();
    }

    /**
     * Gives the session an event. What goes wrong stays with this session (P2, P20).
     *
     * @return false if it had to be dropped
     */
    boolean deliver(SharedMessage event) {
        Sent outcome;
        try {
            outcome = peer.send(event);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("session {}: ended, because an event could not be sent", peer.id());
            peer.kill(CloseUris.KILLED, "internal error");
            return false;
        }
        if (outcome == Sent.OK || outcome == Sent.CLOSED) {
            return true;
        }
        if (dropped.total() == 0) {
            LOG.atWarn().log("session {}, {}: first event dropped: {}", peer.id(), peer.principal(), outcome);
        }
        dropped = BrokerCounters.plus(dropped, outcome);
        broker.counters().dropped(outcome);
        return false;
    }

    /** Receivers of an acknowledged publication of this session have not got it. Any thread. */
    void tellDropped(long publication, int receivers) {
        try {
            peer.run(() -> broker.dropListener().dropped(peer, publication, receivers));
        } catch (RejectedExecutionException e) {
            // The publisher's loop has ended, and with it the publisher.
            return;
        }
    }

    /** Receivers have been handed to their loops. On the session's loop. */
    void delivering(int receivers) {
        undelivered.add(receivers);
    }

    /** They have been served. Any thread. */
    void delivered(int receivers) {
        undelivered.remove(receivers);
    }
}
