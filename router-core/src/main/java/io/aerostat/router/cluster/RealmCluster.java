package io.aerostat.router.cluster;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.TestamentKeeper;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.service.ServiceCaller;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The other nodes of one realm. Any thread; no method blocks. */
public interface RealmCluster {
    /** A realm that has one node. */
    RealmCluster ALONE = new RealmCluster() {
        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public InterestAnnouncer interests() {
            return InterestAnnouncer.ALONE;
        }

        @Override
        public CalleeAnnouncer callees() {
            return CalleeAnnouncer.ALONE;
        }

        @Override
        public TestamentKeeper testaments() {
            return TestamentKeeper.NOBODY;
        }

        @Override
        public void start(LocalRealm realm) {}

        @Override
        public CompletionStage<List<PayloadValues>> ask(
                String procedure, ServiceCaller caller, PayloadValues arguments) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public void close() {}
    };

    /** Checks whether the realm may have other nodes; never changes. */
    boolean isShared();

    /** Returns the announcer of this node's subscriptions. */
    InterestAnnouncer interests();

    /** Returns the announcer of this node's callees. */
    CalleeAnnouncer callees();

    /** Returns the keeper of this node's testaments on the other nodes. */
    TestamentKeeper testaments();

    /**
     * Begins to deliver records and rows of the other nodes to the realm. Called once, when broker and dealer exist.
     */
    void start(LocalRealm realm);

    /**
     * Runs a procedure of the meta API on every other node.
     *
     * @return completes on any thread with the answers of the nodes that succeeded, when all nodes have answered or a
     *     deadline has passed; never fails
     */
    CompletionStage<List<PayloadValues>> ask(String procedure, ServiceCaller caller, PayloadValues arguments);

    /** Ends the connection, because the realm is closed. */
    void close();
}
