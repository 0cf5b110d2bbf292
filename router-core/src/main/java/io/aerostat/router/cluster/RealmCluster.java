package io.aerostat.router.cluster;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.SessionKeeper;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.service.ServiceCaller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The other nodes of one realm. Any thread; no method blocks. */
public interface RealmCluster {
    /** The cluster of a realm on a single node. */
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
        public SessionKeeper sessions() {
            return SessionKeeper.NOBODY;
        }

        @Override
        public void start(LocalRealm realm) {}

        @Override
        public CompletionStage<NodeAnswers> ask(String procedure, ServiceCaller caller, PayloadValues arguments) {
            return CompletableFuture.completedFuture(NodeAnswers.NONE);
        }

        @Override
        public void close() {}
    };

    /** Checks whether the realm may have other nodes. The answer never changes. */
    boolean isShared();

    /** Returns the object that announces this node's subscriptions. */
    InterestAnnouncer interests();

    /** Returns the object that announces this node's callees. */
    CalleeAnnouncer callees();

    /** Returns the object that keeps copies of this node's sessions on the other nodes. */
    SessionKeeper sessions();

    /** Begins to pass records and rows of the other nodes to the realm. Called once, when broker and dealer exist. */
    void start(LocalRealm realm);

    /**
     * Runs a procedure of the meta API on every other node.
     *
     * @return completes on any thread when all nodes have answered or a deadline has passed; never fails
     */
    CompletionStage<NodeAnswers> ask(String procedure, ServiceCaller caller, PayloadValues arguments);

    /** Disconnects the realm from the other nodes, because the realm is closing. */
    void close();
}
