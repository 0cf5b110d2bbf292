package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps copies of testaments on other nodes, which publish them if this node is lost. Any thread; does not block. */
@FunctionalInterface
public interface TestamentKeeper {
    /** Used for a realm on a single node, whose testaments are lost with the node. */
    TestamentKeeper NOBODY = (session, testaments) -> CompletableFuture.completedFuture(null);

    /**
     * Called when the testaments of a session have changed.
     *
     * @param testaments the present testaments in the order of publication; may be empty
     * @return completes on any thread when every live node has the copies, or when a deadline has passed
     */
    CompletionStage<Void> changed(Peer session, List<Testament> testaments);
}
