package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.peer.Peer;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Informs the other nodes of a realm about the topics and patterns to which this node's sessions subscribe. Any thread;
 * no method blocks.
 *
 * <p>The announcement comes first, then the session joins the subscription, and then SUBSCRIBED is sent. An event that
 * is published on any node after SUBSCRIBED therefore reaches the subscriber (P26), and no event precedes SUBSCRIBED
 * (ORD-2).
 */
public interface InterestAnnouncer {
    /** The announcer of a realm on a single node. */
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

        @Override
        public void joined(Peer session, long subscription) {}

        @Override
        public void left(Peer session, long subscription) {}
    };

    /** Checks whether the realm may have other nodes. The answer never changes. */
    boolean isShared();

    /** Returns the other live nodes. These nodes get the publications that every node keeps. */
    List<InterestedNode> nodes();

    /**
     * Announces one more subscriber of a topic or pattern. Each call must be followed by one {@link #release} with the
     * same arguments.
     *
     * @param loop the loop of the subscriber
     * @return completes on any thread when every live node has learned of the subscriber, or when a deadline has passed
     */
    CompletionStage<Void> acquire(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop);

    /** Undoes one {@link #acquire}. */
    void release(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop);

    /**
     * Called when a session has joined a subscription that the meta API shows. If this node is lost, another node
     * publishes {@code wamp.subscription.on_unsubscribe} for the session.
     */
    void joined(Peer session, long subscription);

    /** Called when a session has left a subscription that the meta API shows. */
    void left(Peer session, long subscription);
}
