package io.aerostat.router.dealer.offer;

import io.aerostat.protocol.uri.MatchPolicy;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Informs the other nodes of a realm about the procedures that the sessions of this node serve. Any thread; no method
 * blocks.
 *
 * <p>A callee is first announced and then registered; then REGISTERED is sent. So after REGISTERED, a call on any node
 * finds the callee (P26). UNREGISTERED is sent after the callee has been withdrawn, so that a session of any node can
 * register the procedure after UNREGISTERED. If several nodes announce callees of an exclusive procedure at the same
 * time, {@link Seniority} decides between them.
 */
public interface CalleeAnnouncer {
    /** The announcer of a realm on a single node. */
    CalleeAnnouncer ALONE = new CalleeAnnouncer() {
        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public Seniority next() {
            throw new IllegalStateException("a realm of one node needs no seniority");
        }

        private final CompletionStage<Void> done = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<Void> announce(CalleeOffer offer, EventExecutor loop) {
            return done;
        }

        @Override
        public CompletionStage<Void> withdraw(String procedure, MatchPolicy match, long session, EventExecutor loop) {
            return done;
        }
    };

    /** Checks whether the realm may have other nodes. The answer never changes. */
    boolean isShared();

    /** Returns a seniority that is junior to every callee of which this node has learned. */
    Seniority next();

    /**
     * Announces a callee.
     *
     * @param loop the loop of the callee
     * @return completes on any thread when every live node has the callee, or when a deadline has passed
     */
    CompletionStage<Void> announce(CalleeOffer offer, EventExecutor loop);

    /**
     * Withdraws the offer of a callee.
     *
     * @param loop the loop of the callee
     * @return completes on any thread when no live node has the callee any more, or when a deadline has passed
     */
    CompletionStage<Void> withdraw(String procedure, MatchPolicy match, long session, EventExecutor loop);
}
