package io.aerostat.router.broker.subscription;

import io.aerostat.router.broker.publication.Publication;
import org.jspecify.annotations.Nullable;

/** The entry of one session in one subscription. Confined to the session's loop. */
public final class Subscriber {
    private final EventReceiver receiver;
    private final Subscription subscription;
    private final LoopSubscribers group;
    private @Nullable String nodeKey;
    private long retainedUpTo;
    /** The index of this subscriber in its group; set by the group. */
    int slot;

    Subscriber(EventReceiver receiver, Subscription subscription, LoopSubscribers group, @Nullable String nodeKey) {
        this.receiver = receiver;
        this.subscription = subscription;
        this.group = group;
        this.nodeKey = nodeKey;
    }

    public EventReceiver receiver() {
        return receiver;
    }

    public Subscription subscription() {
        return subscription;
    }

    LoopSubscribers group() {
        return group;
    }

    /** Returns the shard whose events this subscriber gets, or null if it gets all events (SSB-1). */
    public @Nullable String nodeKey() {
        return nodeKey;
    }

    void setNodeKey(@Nullable String nodeKey) {
        this.nodeKey = nodeKey;
    }

    /**
     * Sets the number of the newest retained event that the replay takes into account. Later deliveries skip retained
     * events up to this number.
     */
    public void setRetainedUpTo(long sequence) {
        retainedUpTo = sequence;
    }

    /**
     * Checks whether this subscriber gets a publication: the black and white lists and the shard must admit it, and the
     * replay must not have delivered the publication already.
     */
    public boolean isMeant(Publication publication, @Nullable String chosenNode) {
        return publication.admits(receiver.peer())
                && takes(chosenNode)
                && (!publication.isRetained() || publication.retainedSequence() > retainedUpTo);
    }

    /** Checks whether this subscriber gets the events of a shard; null means all shards. */
    public boolean takes(@Nullable String chosenNode) {
        return chosenNode == null || nodeKey == null || nodeKey.equals(chosenNode);
    }
}
