package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.history.EventLog;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic or pattern with its subscribers, grouped by loop. The groups and counts are written by one thread at a time,
 * under the lock of {@link SubscriptionTable}, and read by any thread; the content of a group is confined to the
 * group's loop.
 */
public final class Subscription {
    private static final LoopSubscribers[] NO_GROUPS = new LoopSubscribers[0];
    private static final RemoteInterest[] NO_NODES = new RemoteInterest[0];

    // These fields are the components of SubscriptionDetails. Separate fields need less memory than one more object for
    // each subscription.
    private final long id;
    private final long createdMillis;
    private final String uri;
    private final MatchPolicy match;
    private final boolean hidden;
    private final @Nullable Recording recording;
    private volatile LoopSubscribers[] groups = NO_GROUPS;
    private volatile RemoteInterest[] interests = NO_NODES; // may be shared with other subscriptions
    private volatile int subscribers;
    private volatile NodeKeys nodeKeys = NodeKeys.NONE;
    private long lastSubscriber;

    Subscription(SubscriptionDetails details, @Nullable Recording recording) {
        this.id = details.id();
        this.createdMillis = details.created().toEpochMilli();
        this.uri = details.uri();
        this.match = details.match();
        this.hidden = ReservedUris.isReserved(details.uri());
        this.recording = recording;
    }

    /** Creates a description, with the time of creation in milliseconds. */
    public SubscriptionDetails details() {
        return new SubscriptionDetails(id, Instant.ofEpochMilli(createdMillis), uri, match);
    }

    public long id() {
        return id;
    }

    /** Returns the topic or pattern. */
    String uri() {
        return uri;
    }

    MatchPolicy match() {
        return match;
    }

    public boolean isPattern() {
        return match != MatchPolicy.EXACT;
    }

    /** Checks whether the meta API hides this subscription (META-3). */
    boolean isHidden() {
        return hidden;
    }

    /** Returns the history of this subscription, or null if there is none. */
    public @Nullable Recording recording() {
        return recording;
    }

    /** Returns the log that keeps the events of this subscription, or null if there is none. */
    public @Nullable EventLog log() {
        return recording == null ? null : recording.log();
    }

    /** Returns the subscribers grouped by loop. Callers must not change the array. */
    public LoopSubscribers[] groups() {
        return groups;
    }

    public int subscribers() {
        return subscribers;
    }

    /** Checks whether other nodes have subscribers of this subscription. */
    public boolean isWantedElsewhere() {
        return interests.length > 0;
    }

    /** Adds the other nodes with subscribers to a list, without nodes that are already in the list. */
    public void addNodesTo(List<InterestedNode> nodes) {
        for (RemoteInterest interest : interests) {
            if (!nodes.contains(interest.node())) {
                nodes.add(interest.node());
            }
        }
    }

    /** Checks whether neither this node nor another one has a subscriber. */
    boolean isAbandoned() {
        return subscribers == 0 && interests.length == 0;
    }

    /**
     * Returns the node key whose subscribers get the publications with this resource key, or null if all subscribers
     * get them.
     */
    public @Nullable String chooseNode(@Nullable String resourceKey) {
        return nodeKeys.choose(resourceKey);
    }

    /** Returns the id of the session that left last, or 0. Called under the lock. */
    long lastSubscriber() {
        return lastSubscriber;
    }

    /** Adds a subscriber. Called under the lock, on the subscriber's loop. */
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

    /** Removes a subscriber. Called under the lock, on the subscriber's loop. */
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

    /** Changes the shard of a subscriber. Called under the lock, on the subscriber's loop. */
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

    /**
     * Adds a node that has subscribers, or replaces its node keys. Called under the lock.
     *
     * @param sole an array with one element, the interest of this node without keys; subscriptions with no other
     *     interest share this array
     */
    void addNode(InterestedNode node, List<String> keys, RemoteInterest[] sole) {
        RemoteInterest[] others = others(node);
        NodeKeys changed = keysWithout(node);
        for (String key : keys) {
            changed = changed.plus(key);
        }
        nodeKeys = changed;
        if (others.length == 0 && keys.isEmpty()) {
            interests = sole;
            return;
        }
        RemoteInterest[] more = Arrays.copyOf(others, others.length + 1);
        more[others.length] = new RemoteInterest(node, keys);
        interests = more; // written once: publishers read without a lock, and must never miss the node
    }

    /** Removes a node. Returns false if the node was not in the subscription. Called under the lock. */
    boolean removeNode(InterestedNode node) {
        RemoteInterest[] others = others(node);
        boolean isFound = others.length < interests.length;
        nodeKeys = keysWithout(node);
        interests = others.length == 0 ? NO_NODES : others;
        return isFound;
    }

    private RemoteInterest[] others(InterestedNode node) {
        return Arrays.stream(interests).filter(one -> one.node() != node).toArray(RemoteInterest[]::new);
    }

    private NodeKeys keysWithout(InterestedNode node) {
        NodeKeys left = nodeKeys;
        for (RemoteInterest one : interests) {
            if (one.node() == node) {
                for (String key : one.nodeKeys()) {
                    left = left.minus(key);
                }
            }
        }
        return left;
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
