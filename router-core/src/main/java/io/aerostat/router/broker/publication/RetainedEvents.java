package io.aerostat.router.broker.publication;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.BrokerLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of a realm: for each topic the newest event for everyone, and newer events for a restricted
 * audience (RET-1, RET-3). Thread-safe; no method blocks.
 */
public sealed interface RetainedEvents permits MemoryRetainedEvents, StoredRetainedEvents, CopiedRetainedEvents {
    /** The number of all events, and a checksum over them. Two nodes that keep the same events have equal digests. */
    record Digest(int events, long sum) {}

    /**
     * The events for a new subscriber, in memory.
     *
     * @param sequence the number of the newest retained event of the realm at this moment
     */
    record Collected(List<RetainedEvent> events, long sequence) {}

    /**
     * The events for a new subscriber, read from a store.
     *
     * @param sequence the number of the newest retained event of the realm at this moment
     */
    record Stored(RetainedPages pages, long sequence) {}

    /** Replaces the limits. Events that exceed a smaller limit stay until they expire or are replaced. */
    void update(BrokerLimits newLimits, Duration newTtl);

    /**
     * Stores a publication. A publication from another node keeps its place in the order that all nodes share; a
     * publication on this node gets the last place.
     *
     * @param since the steady time at which the publication was made
     * @return null if a limit is reached
     */
    @Nullable
    Retention store(Publication publication, Instant since);

    /**
     * Stores an event that another node has kept, as {@link #store} does.
     *
     * @return null if a limit is reached
     */
    default @Nullable Retention restore(Publication publication, Instant since) {
        return store(publication, since);
    }

    /**
     * Removes the events of the publication's topic that precede the publication. A removal from another node keeps its
     * place in the order that all nodes share; a removal on this node gets the last place.
     *
     * @return the publication with its place
     */
    Retention remove(Publication publication, Instant since);

    /** Returns the refusal of an event that could not be stored. The refusal names the limit that was reached. */
    Refusal reachedLimit();

    /**
     * Returns the newest event that the subscriber may see of each matching topic, in the order of the topics' names
     * (RET-2, RET-4).
     *
     * @return null if the events are only in a store on the disk
     */
    @Nullable
    Collected collect(String uri, MatchPolicy match, Peer subscriber, Instant now);

    /** Does the same as {@link #collect} with the events of a store. The result fails if the store cannot read them. */
    CompletionStage<Stored> collectStored(String uri, MatchPolicy match, Peer subscriber);

    /**
     * Checks whether a topic has a retained event. The answer is false if the events are only in a store on the disk,
     * because this method must not block.
     */
    boolean holds(String topic, Instant now);

    /**
     * Removes the events of all matching topics (RET-6).
     *
     * @param removed called for each topic, on any thread
     * @return the number of topics
     */
    CompletionStage<Integer> purge(String uri, MatchPolicy match, Consumer<String> removed);

    /**
     * Removes the events whose age exceeds the realm's time to live for retained events.
     *
     * @param removed called for each topic that no longer has events, on any thread
     */
    void expire(Instant now, Consumer<String> removed);

    Digest digest();

    /** Returns all events, in the order of their topics. */
    CompletionStage<RetainedPages> all();

    int size();

    /** Called once when the realm has ended. May block. */
    default void close() {}
}
