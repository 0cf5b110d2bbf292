package io.aerostat.router.broker.subscription;

import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.link.Sent;
import org.jspecify.annotations.Nullable;

/** The entry of one session in one subscription. Confined to the session's loop. */
public final class Subscriber {
    private final EventReceiver receiver;
    private final Subscription subscription;
    private final LoopSubscribers group;
    private @Nullable String nodeKey;
    private long retainedUpTo;
    private long replayedUpTo;
    private @Nullable HeldEvents held; // null unless the subscriber is getting past events
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
     * Sets the number of the newest event of the history that this subscriber has already got or does not want. Later
     * deliveries skip recorded events up to this number.
     */
    public void setReplayedUpTo(long number) {
        replayedUpTo = number;
    }

    /**
     * Makes live events wait in {@code events} while past events are sent. With null, live events are delivered
     * immediately.
     */
    public void hold(@Nullable HeldEvents events) {
        held = events;
    }

    /** Checks whether live events are held, because the subscriber is getting past events. */
    public boolean isHolding() {
        return held != null;
    }

    /**
     * Delivers or holds a live event.
     *
     * @return false if the event was dropped
     */
    public boolean take(LiveEvent event) {
        if (held == null) {
            return receiver.deliver(event.message(receiver.features()));
        }
        return held.add(event) || receiver.drop(Sent.OVER_BUDGET);
    }

    /**
     * Checks whether this subscriber gets a publication: the black and white lists and the shard must admit it, and the
     * replay must not have delivered the publication already.
     *
     * @param number the number of the event in the history of the subscription, or 0
     */
    public boolean isReceiverOf(Publication publication, @Nullable String chosenNode, long number) {
        return publication.admits(receiver.peer())
                && takes(chosenNode)
                && (number == 0 || number > replayedUpTo)
                && (!publication.isRetained() || publication.retainedSequence() > retainedUpTo);
    }

    /** Checks whether this subscriber gets the events of a shard; null means all shards. */
    public boolean takes(@Nullable String chosenNode) {
        return chosenNode == null || nodeKey == null || nodeKey.equals(chosenNode);
    }
}
