package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subscriptions that one session holds. Confined to the session's loop. */
public final class HeldSubscriptions {
    /** Enough for most clients that subscribe, which hold one or two subscriptions. */
    private static final int INITIAL_CAPACITY = 2;

    private final SubscriptionTable table;
    private final EventReceiver receiver;
    /** The subscriptions by id. Most sessions have none and share one empty map. */
    private LongObjectMap<Subscriber> bySubscription = LongCollections.emptyMap();

    public HeldSubscriptions(SubscriptionTable table, EventReceiver receiver) {
        this.table = table;
        this.receiver = receiver;
    }

    /** Returns the session's entry in the subscription of exactly this topic or pattern, or null if there is none. */
    public @Nullable Subscriber find(String topic, MatchPolicy match) {
        Subscription subscription = table.find(topic, match);
        return subscription == null ? null : bySubscription.get(subscription.id());
    }

    /** Adds the session to the subscription of a topic or pattern. Creates the subscription if it does not exist. */
    public Subscriber add(String topic, MatchPolicy match, @Nullable String nodeKey) {
        Subscriber subscriber = table.join(receiver, topic, match, nodeKey);
        if (bySubscription.isEmpty()) {
            bySubscription = new LongObjectHashMap<>(INITIAL_CAPACITY);
        }
        bySubscription.put(subscriber.subscription().id(), subscriber);
        return subscriber;
    }

    /**
     * Removes the session from a subscription.
     *
     * @return false if the session does not hold the subscription
     */
    public boolean remove(long subscription) {
        Subscriber subscriber = bySubscription.get(subscription);
        if (subscriber == null) {
            return false;
        }
        bySubscription.remove(subscription);
        table.leave(subscriber);
        return true;
    }

    /** Removes the session from all its subscriptions. */
    public void removeAll() {
        List.copyOf(bySubscription.values()).forEach(table::leave);
        bySubscription = LongCollections.emptyMap();
    }

    /** Checks whether this entry still belongs to a subscription that the session holds. */
    public boolean holds(Subscriber subscriber) {
        return bySubscription.get(subscriber.subscription().id()) == subscriber;
    }

    public int size() {
        return bySubscription.size();
    }

    public List<Long> ids() {
        return List.copyOf(bySubscription.keySet());
    }
}
