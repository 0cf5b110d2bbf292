package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.SessionKeeper;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.cluster.LocalRealm;
import io.aerostat.router.cluster.NodeAnswers;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Tests history queries in a realm with another node that has the events of this test. */
class SharedHistoryTest {
    private static final ServiceCaller CALLER = new ServiceCaller(1, "ann", "app");
    private static final PayloadValues QUERY = new PayloadValues(List.of(7L), Map.of("limit", 2L));

    private final OtherNode other = new OtherNode();

    /** Another node that answers each question with two of its three events. */
    private static final class OtherNode implements RealmCluster {
        private int questions;

        @Override
        public boolean isShared() {
            return true;
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
            questions++;
            return CompletableFuture.completedFuture(new NodeAnswers(List.of(events(true, 1, 2)), 0));
        }

        @Override
        public void close() {}
    }

    /** Returns the answer of a node with these events, whose ids are also their times. */
    private static PayloadValues events(boolean limitReached, long... publications) {
        List<Object> events = new ArrayList<>();
        for (long publication : publications) {
            events.add(Map.of("publication", publication, "timestamp", "2026-01-01T00:00:0" + publication + "Z"));
        }
        return new PayloadValues(Collections.unmodifiableList(events), Map.of("is_limit_reached", limitReached));
    }

    @Test
    @Conformance("HIS-5")
    void theOtherNodesAreAskedOnlyAfterThePermissionIsGranted() {
        CompletableFuture<PayloadValues> here = new CompletableFuture<>();
        ServiceProcedure shared =
                SharedHistory.over((caller, values) -> here, other, session -> Roles.NONE, subscription -> false);

        CompletableFuture<PayloadValues> answer = shared.call(CALLER, QUERY).toCompletableFuture();
        assertThat(other.questions).isZero();
        here.completeExceptionally(new ServiceException(ErrorUris.NOT_AUTHORIZED, "no permission"));

        assertThat(answer).isCompletedExceptionally();
        assertThat(other.questions).isZero();
    }

    @Test
    @Conformance("HIS-8")
    void theLimitIsReachedIfANodeHasMoreEvents() {
        ServiceProcedure shared = SharedHistory.over(
                (caller, values) -> CompletableFuture.completedFuture(events(false, 2)),
                other,
                session -> Roles.NONE,
                subscription -> false);

        PayloadValues answer = shared.call(CALLER, QUERY).toCompletableFuture().join();

        assertThat(answer).isEqualTo(events(true, 1, 2));
    }

    @Test
    @Conformance("HIS-1")
    void noOtherNodeIsAskedIfAllNodesHaveTheLogInCommon() {
        ServiceProcedure shared = SharedHistory.over(
                (caller, values) -> CompletableFuture.completedFuture(events(false, 2)),
                other,
                session -> Roles.NONE,
                subscription -> subscription == 7);

        PayloadValues answer = shared.call(CALLER, QUERY).toCompletableFuture().join();

        assertThat(answer).isEqualTo(events(false, 2));
        assertThat(other.questions).isZero();
    }
}
