package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.history.EventLog;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A topic or pattern and those who subscribe it, grouped by their loops. The groups and counts are written by one thread at a time, under the lock
 * of {@link SubscriptionTable}, and read by any; what is inside a group belongs to its loop.
 */
public final class Subscription {
    private static final LoopSubscribers[] NOBODY = new LoopSubscribers[0];

    private final SubscriptionDetails details;
    private final boolean hidden;
    private final @Nullable EventLog log;
    private volatile LoopSubscribers[] groups = NOBODY;
    private volatile int subscribers;
    private volatile NodeKeys nodeKeys = NodeKeys.NONE;
    private long lastSubscriber;

    Subscription(SubscriptionDetails details, @Nullable EventLog log) {
        this.details = details;
        this.hidden = ReservedUris.isReserved(details.uri());
        this.log = log;
    }

    public SubscriptionDetails details() {
        return details;
    }

    public long id() {
        return details.id();
    }

    public boolean isPattern() {
        return details.match() != MatchPolicy.EXACT;
    }

    /** Whether the meta API does not know of it (META-3). */
    boolean isHidden() {
        return hidden;
    }

    /** Where its events are remembered, or null. */
    public @Nullable EventLog log() {
        return log;
    }

    /** Not to be written to. */
    public LoopSubscribers[] groups() {
        return groups;
    }

    public int subscribers() {
        return subscribers;
    }

    public NodeKeys nodeKeys() {
        return nodeKeys;
    }

    /** The session that was the last to go, or 0. Under the lock. */
    long lastSubscriber() {
        return lastSubscriber;
    }

    /** Under the lock, on the subscriber's loop. */
    Subscriber add(EventReceiver receiver, @Nullable String nodeKey) {
        LoopSubscribers group = groupOf(receiver.loop());
        Subscriber subscriber = new Subscriber(receiver, this, group, nodeKey);
        group.add(subscriber);
        if (nodeKey != null) {
            nodeKeys = nodeKeys.plus(nodeKey);
        }
        subscribers = subscribers + 1;
        return subscriber;
    }

    /** Under the lock, on the subscriber's loop. */
    void remove(Subscriber subscriber) {
        LoopSubscribers group = subscriber.group();
        group.remove(subscriber);
        if (group.isEmpty()) {
            groups = Arrays.stream(groups).filter(one -> one != group).toArray(LoopSubscribers[]::new);
        }
        String nodeKey = subscriber.nodeKey();
        if (nodeKey != null) {
            nodeKeys = nodeKeys.minus(nodeKey);
        }
        subscribers = subscribers - 1;
        lastSubscriber = subscriber.receiver().peer().id();
    }

    /** Under the lock, on the subscriber's loop. */
    void changeNodeKey(Subscriber subscriber, @Nullable String nodeKey) {
        String old = subscriber.nodeKey();
        NodeKeys changed = nodeKeys;
        if (nodeKey != null) {
            changed = changed.plus(nodeKey);
        }
        if (old != null) {
            changed = changed.minus(old);
        }
        nodeKeys = changed;
        subscriber.setNodeKey(nodeKey);
    }

    private LoopSubscribers groupOf(BrokerLoop loop) {
        LoopSubscribers[] known = groups;
        for (LoopSubscribers group : known) {
            if (group.loop() == loop) {
                return group;
            }
        }
        LoopSubscribers group = new LoopSubscribers(loop);
        LoopSubscribers[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = group;
        groups = more;
        return group;
    }
}
