package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes of a realm which topics and patterns this node's sessions subscribe to. Any thread; no method
 * blocks.
 *
 * <p>First the interest is announced, then the session joins the subscription, then SUBSCRIBED is sent. So an event
 * that is published on any node after SUBSCRIBED reaches the subscriber (P26), and no event precedes SUBSCRIBED
 * (ORD-2).
 */
public interface InterestAnnouncer {
    /** The announcer of a realm that has one node. */
    InterestAnnouncer ALONE = new InterestAnnouncer() {
        private final CompletionStage<Void> done = CompletableFuture.completedFuture(null);

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public List<InterestedNode> nodes() {
            return List.of();
        }

        @Override
        public CompletionStage<Void> acquire(
                String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {
            return done;
        }

        @Override
        public void release(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {}
    };

    /** Checks whether the realm may have other nodes; never changes. */
    boolean isShared();

    /** Returns the other live nodes, to which publications go that every node keeps. */
    List<InterestedNode> nodes();

    /**
     * Announces one more subscriber of a topic or pattern. Each call must be followed by one {@link #release} with the
     * same arguments.
     *
     * @param loop the loop of the subscriber
     * @return completes on any thread when every live node knows of the interest, or a deadline has passed
     */
    CompletionStage<Void> acquire(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop);

    /** Reverses one {@link #acquire}. */
    void release(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop);
}
