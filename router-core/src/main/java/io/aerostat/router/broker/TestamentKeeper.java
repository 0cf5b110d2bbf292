package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the testaments of sessions on other nodes, which publish them if this node is lost. Any thread; does not block.
 */
@FunctionalInterface
public interface TestamentKeeper {
    /** For a realm that has one node: its testaments are lost with that node. */
    TestamentKeeper NOBODY = (session, testaments) -> CompletableFuture.completedFuture(null);

    /**
     * Called when the testaments of a session have changed.
     *
     * @param testaments in the order of their publication; empty if there are none any more
     * @return completes on any thread when every live node has them, or a deadline has passed
     */
    CompletionStage<Void> changed(Peer session, List<Testament> testaments);
}
