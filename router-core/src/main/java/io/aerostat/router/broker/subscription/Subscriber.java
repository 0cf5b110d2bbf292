package io.aerostat.router.broker.subscription;

import io.aerostat.router.broker.publication.Publication;
import org.jspecify.annotations.Nullable;

/** One session's part in one subscription. Confined to the session's loop. */
public final class Subscriber {
    private final EventReceiver receiver;
    private final Subscription subscription;
    private final LoopSubscribers group;
    private @Nullable String nodeKey;
    private long retainedUpTo;
    /** Its place in the group, which keeps it. */
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

    /** Which shard it takes, or null for all (SSB-1). */
    public @Nullable String nodeKey() {
        return nodeKey;
    }

    void setNodeKey(@Nullable String nodeKey) {
        this.nodeKey = nodeKey;
    }

    /** Up to this number it got what was retained when it subscribed, and must not get it once more. */
    public void setRetainedUpTo(long sequence) {
        retainedUpTo = sequence;
    }

    /** Whether the event is meant for it, as far as its session and what it subscribed are concerned. */
    public boolean isMeant(Publication publication, @Nullable String chosenNode) {
        return publication.admits(receiver.peer())
                && takes(chosenNode)
                && (!publication.isRetained() || publication.retainedSequence() > retainedUpTo);
    }

    /** Whether it takes the events of the shard; null stands for all shards. */
    public boolean takes(@Nullable String chosenNode) {
        return chosenNode == null || nodeKey == null || nodeKey.equals(chosenNode);
    }
}
