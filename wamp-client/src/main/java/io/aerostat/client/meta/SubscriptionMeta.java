package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions of the realm (SBM-1, SBM-2) and their event history (HIS-1 to HIS-9). Any thread. */
public final class SubscriptionMeta {
    private final Session session;

    SubscriptionMeta(Session session) {
        this.session = session;
    }

    /** Returns the ids of all subscriptions of the realm. */
    public WampFuture<IdsByMatch> list() {
        return Replies.call(session, Call.of("wamp.subscription.list"), IdsByMatch.class);
    }

    /** Returns the id of the subscription of exactly this topic or pattern. */
    public WampFuture<Optional<Long>> lookup(String topic, MatchPolicy match) {
        return Replies.call(
                session, Call.of("wamp.subscription.lookup").args(topic, Map.of("match", match.wire())), Replies::id);
    }

    /** Returns the ids of all subscriptions that an event of {@code topic} would reach. */
    public WampFuture<List<Long>> match(String topic) {
        return Replies.call(session, Call.of("wamp.subscription.match").args(topic), Replies::ids);
    }

    /**
     * Returns the details of a subscription. Fails with {@code wamp.error.no_such_subscription} if it does not exist.
     */
    public WampFuture<SubscriptionInfo> get(long id) {
        return Replies.call(session, Call.of("wamp.subscription.get").args(id), SubscriptionInfo.class);
    }

    /** Returns the session ids of the subscribers of a subscription. */
    public WampFuture<List<Long>> listSubscribers(long id) {
        return Replies.call(
                session, Call.of("wamp.subscription.list_subscribers").args(id), Replies::ids);
    }

    /** Returns the number of subscribers of a subscription. */
    public WampFuture<Long> countSubscribers(long id) {
        return Replies.call(
                session, Call.of("wamp.subscription.count_subscribers").args(id), Replies::count);
    }

    /** Removes a subscriber from a subscription. The router notifies the subscriber with UNSUBSCRIBED (SRV-4). */
    public WampFuture<Void> removeSubscriber(long id, long subscriber, String reason) {
        return Replies.run(
                session,
                Call.of("wamp.subscription.remove_subscriber")
                        .args(id, subscriber)
                        .kwarg("reason", reason));
    }

    /**
     * Deletes the retained events of a topic, or of all topics that match a pattern (RET-6). Completes with the number
     * of deleted events. Only Aerostat has this procedure.
     */
    public WampFuture<Long> purgeRetained(String topic, MatchPolicy match) {
        return Replies.call(
                session,
                Call.of("wamp.subscription.purge_retained").args(topic, Map.of("match", match.wire())),
                Replies::count);
    }

    /**
     * Returns the events of a subscription that the router has stored (HIS-1). Crossbar.io supports no filter except
     * {@code limit}, and counts the limit from the newest event.
     */
    public WampFuture<List<PastEvent>> events(HistoryQuery query) {
        boolean isNewestFirst = Boolean.TRUE.equals(query.filters().get("reverse"));
        boolean isSpecified = session.details().routerRoles().announces(Role.BROKER, Feature.EVENT_HISTORY);
        return Replies.call(
                session,
                Call.of("wamp.subscription.get_events")
                        .args(query.subscription())
                        .kwargs(isSpecified ? query.ordered() : query.filters()),
                arguments -> pastEvents(arguments, isNewestFirst));
    }

    /** the arguments are the events; some routers put them into one list. */
    private static List<PastEvent> pastEvents(Arguments arguments, boolean isNewestFirst) {
        List<?> told =
                arguments.size() == 1 && arguments.args().get(0) instanceof List<?> nested ? nested : arguments.args();
        List<PastEvent> events = new ArrayList<>(told.size());
        told.forEach(event -> events.add(PastEvent.read(event, arguments.mapper())));
        if (!isNewestFirst && !told.isEmpty() && PastEvent.isOfCrossbar(told.get(0))) {
            Collections.reverse(events); // Crossbar.io always sends the newest event first.
        }
        return List.copyOf(events);
    }

    /** Calls the handler when a topic or pattern has its first subscriber. */
    public WampFuture<Subscription> onCreate(Change<SubscriptionInfo> handler) {
        return session.subscribe(
                "wamp.subscription.on_create",
                event -> handler.accept(event.arg(0, Long.class), Replies.read(event, 1, SubscriptionInfo.class)));
    }

    /** Calls a handler for each session that is added to a subscription. */
    public WampFuture<Subscription> onSubscribe(Change<Long> handler) {
        return ids("wamp.subscription.on_subscribe", handler);
    }

    /** Calls a handler for each session that is removed from a subscription. */
    public WampFuture<Subscription> onUnsubscribe(Change<Long> handler) {
        return ids("wamp.subscription.on_unsubscribe", handler);
    }

    /** Calls the handler when a topic or pattern has lost its last subscriber. */
    public WampFuture<Subscription> onDelete(Change<Long> handler) {
        return ids("wamp.subscription.on_delete", handler);
    }

    private WampFuture<Subscription> ids(String topic, Change<Long> handler) {
        return session.subscribe(topic, event -> handler.accept(event.arg(0, Long.class), event.arg(1, Long.class)));
    }
}
