package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.match.SharedIds;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of a realm's subscriptions. Readers on any thread need no lock. Changes are synchronized, because the index
 * allows only one writer at a time and the listener must be called in the order of the changes. The lock is held only
 * for a few steps.
 */
public final class SubscriptionTable {
    private final PatternIndex<Subscription> index = new PatternIndex<>();
    private final ConcurrentHashMap<Long, Subscription> byId = new ConcurrentHashMap<>();
    /**
     * For each other node, an array that contains only that node's interest without node keys. Subscriptions share this
     * array instead of having one each. Guarded by the lock.
     */
    private final Map<InterestedNode, RemoteInterest[]> soleInterests = new IdentityHashMap<>();

    private final RetainedEvents retained;
    private final SubscriptionListener listener;
    private final InterestAnnouncer announcer;
    private final RouterClock clock;
    private long lastId;

    public SubscriptionTable(
            RetainedEvents retained, SubscriptionListener listener, InterestAnnouncer announcer, RouterClock clock) {
        this.retained = retained;
        this.listener = listener;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Returns the subscription of exactly this topic or pattern, or null. */
    public @Nullable Subscription find(String topic, MatchPolicy match) {
        return index.find(topic, match);
    }

    @Nullable
    Subscription find(long id) {
        return byId.get(id);
    }

    public void forEachMatch(String topic, Consumer<? super Subscription> consumer) {
        index.forEachMatch(topic, consumer);
    }

    void forEach(Consumer<? super Subscription> consumer) {
        byId.values().forEach(consumer);
    }

    public int size() {
        return byId.size();
    }

    /** Creates a subscription that remains even without subscribers because its events are kept (HIS-7, SBM-2). */
    public synchronized void open(HistoryRule rule, EventLog log) {
        if (index.find(rule.uri(), rule.match()) == null) {
            create(rule.uri(), rule.match(), clock.now(), new Recording(log));
        }
    }

    /** Adds a subscriber. Called on the session's loop. */
    synchronized Subscriber join(EventReceiver receiver, String topic, MatchPolicy match, @Nullable String nodeKey) {
        Subscription subscription = index.find(topic, match);
        boolean isNew = subscription == null;
        if (subscription == null) {
            subscription = create(topic, match, clock.now(), null);
        }
        Subscriber subscriber = subscription.add(receiver, nodeKey);
        if (!subscription.isHidden()) {
            if (isNew) {
                listener.onCreate(receiver.peer().id(), subscription.details());
            }
            listener.onSubscribe(receiver.peer().id(), subscription.id());
            announcer.joined(receiver.peer(), subscription.id());
        }
        return subscriber;
    }

    /** Changes the shard of a subscriber. Called on the session's loop. */
    public synchronized void changeNodeKey(Subscriber subscriber, @Nullable String nodeKey) {
        if (announcer.isShared()) {
            Subscription subscription = subscriber.subscription();
            EventExecutor loop = subscriber.receiver().loop().executor();
            announcer.acquire(subscription.uri(), subscription.match(), nodeKey, loop);
            announcer.release(subscription.uri(), subscription.match(), subscriber.nodeKey(), loop);
        }
        subscriber.subscription().changeNodeKey(subscriber, nodeKey);
    }

    /** Removes a subscriber. Called on the session's loop. */
    synchronized void leave(Subscriber subscriber) {
        Subscription subscription = subscriber.subscription();
        subscription.remove(subscriber);
        if (!subscription.isHidden()) {
            listener.onUnsubscribe(subscriber.receiver().peer().id(), subscription.id());
            announcer.left(subscriber.receiver().peer(), subscription.id());
        }
        dropIfUnused(subscription, subscription.lastSubscriber());
        if (announcer.isShared()) {
            announcer.release(
                    subscription.uri(),
                    subscription.match(),
                    subscriber.nodeKey(),
                    subscriber.receiver().loop().executor());
        }
    }

    /** Adds a node that has subscribers of a topic or pattern, or replaces its node keys. Any thread. */
    public synchronized void addNode(
            InterestedNode node, String topic, MatchPolicy match, Instant created, List<String> nodeKeys) {
        Subscription subscription = index.find(topic, match);
        if (subscription == null) {
            subscription = create(topic, match, created, null);
        }
        subscription.addNode(node, nodeKeys, soleInterests.computeIfAbsent(node, one ->
                new RemoteInterest[] {new RemoteInterest(one, List.of())}));
    }

    /** Removes a node that no longer has subscribers of a topic or pattern. Any thread. */
    public synchronized void removeNode(InterestedNode node, String topic, MatchPolicy match) {
        Subscription subscription = index.find(topic, match);
        if (subscription != null && subscription.removeNode(node)) {
            // Do not call the listener: the other node announces the end of the subscription.
            deleteIfUnused(subscription);
        }
    }

    /**
     * Removes an unreachable node from all subscriptions. Calls no listener, because the node may come back. Any
     * thread.
     *
     * @return the ids of the deleted subscriptions, except those that the meta API hides
     */
    public synchronized List<Long> removeNode(InterestedNode node) {
        soleInterests.remove(node);
        List<Long> deleted = new ArrayList<>();
        for (Subscription subscription : byId.values()) {
            if (subscription.removeNode(node) && deleteIfUnused(subscription) && !subscription.isHidden()) {
                deleted.add(subscription.id());
            }
        }
        return deleted;
    }

    /**
     * Deletes the subscription of a topic unless it has subscribers. Called when the topic no longer has a retained
     * event (SBM-2). Any thread.
     */
    public synchronized void removeIfUnused(String topic) {
        Subscription subscription = index.find(topic, MatchPolicy.EXACT);
        if (subscription != null) {
            dropIfUnused(subscription, subscription.lastSubscriber());
        }
    }

    private Subscription create(String topic, MatchPolicy match, Instant created, @Nullable Recording recording) {
        Subscription subscription =
                new Subscription(new SubscriptionDetails(nextId(topic, match), created, topic, match), recording);
        byId.put(subscription.id(), subscription);
        index.put(topic, match, subscription);
        return subscription;
    }

    private long nextId(String topic, MatchPolicy match) {
        if (!announcer.isShared()) {
            return ++lastId;
        }
        long attempt = 0;
        long id = SharedIds.of(topic, match, attempt);
        while (byId.containsKey(id)) {
            id = SharedIds.of(topic, match, ++attempt);
        }
        return id;
    }

    private void dropIfUnused(Subscription subscription, long lastSubscriber) {
        if (deleteIfUnused(subscription) && !subscription.isHidden()) {
            listener.onDelete(lastSubscriber, subscription.id());
        }
    }

    private boolean deleteIfUnused(Subscription subscription) {
        boolean isKept = !subscription.isAbandoned()
                || subscription.log() != null
                || (!subscription.isPattern() && retained.holds(subscription.uri(), clock.steadyNow()));
        if (isKept) {
            return false;
        }
        index.remove(subscription.uri(), subscription.match());
        byId.remove(subscription.id());
        return true;
    }
}
