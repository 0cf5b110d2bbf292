package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps copies of this node's sessions and testaments on other nodes. If this node is lost, another node publishes the
 * testaments, and {@code wamp.session.on_leave} for each session. Any thread; does not block.
 */
public interface SessionKeeper {
    /** The keeper of a realm on a single node: if that node is lost, no other node can publish anything. */
    SessionKeeper NOBODY = new SessionKeeper() {
        private final CompletionStage<Void> done = CompletableFuture.completedFuture(null);

        @Override
        public void joined(Peer session) {}

        @Override
        public CompletionStage<Void> changed(Peer session, List<Testament> testaments) {
            return done;
        }

        @Override
        public void left(Peer session) {}
    };

    /** Called when a session has joined. */
    void joined(Peer session);

    /**
     * Called when the testaments of a session have changed.
     *
     * @param testaments in the order of their publication; empty if none is left
     * @return completes on any thread when every live node has the testaments, or a deadline has passed
     */
    CompletionStage<Void> changed(Peer session, List<Testament> testaments);

    /** Called when a session has left, and its testaments have been published. */
    void left(Peer session);
}
