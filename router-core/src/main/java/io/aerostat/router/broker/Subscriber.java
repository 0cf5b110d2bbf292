package io.aerostat.router.broker;

import org.jspecify.annotations.Nullable;

/** One session's part in one subscription. Confined to the session's loop. */
final class Subscriber {
    private final BrokerSession session;
    private final Subscription subscription;
    private final LoopSubscribers group;
    private @Nullable String nodeKey;
    private long retainedUpTo;
    /** Its place in the group, which keeps it. */
    int slot;

    Subscriber(BrokerSession session, Subscription subscription, LoopSubscribers group, @Nullable String nodeKey) {
        this.session = session;
        this.subscription = subscription;
        this.group = group;
        this.nodeKey = nodeKey;
    }

    BrokerSession session() {
        return session;
    }

    Subscription subscription() {
        return subscription;
    }

    LoopSubscribers group() {
        return group;
    }

    /** Which shard it takes, or null for all (SSB-1). */
    @Nullable
    String nodeKey() {
        return nodeKey;
    }

    void setNodeKey(@Nullable String nodeKey) {
        this.nodeKey = nodeKey;
    }

    /** Up to this number it got what was retained when it subscribed, and must not get it once more. */
    void setRetainedUpTo(long sequence) {
        retainedUpTo = sequence;
    }

    /** Whether the event is meant for it, as far as its session and what it subscribed are concerned. */
    boolean isMeant(Publication publication, @Nullable String chosenNode) {
        return publication.admits(session.peer())
                && takes(chosenNode)
                && (!publication.isRetained() || publication.retainedSequence() > retainedUpTo);
    }

    /** Whether it takes the events of the shard; null stands for all shards. */
    boolean takes(@Nullable String chosenNode) {
        return chosenNode == null || nodeKey == null || nodeKey.equals(chosenNode);
    }
}
