package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests procedures with several callees: which one is picked, how many calls each accepts, and what happens when one is
 * unavailable.
 */
class SharedRegistrationTest {
    private static final String PROCEDURE = "com.app.work";

    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();
    private final List<DealerClient> callees = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        realm.assertIdle();
    }

    private void share(int count, InvocationPolicy policy) {
        for (int i = 0; i < count; i++) {
            DealerClient callee = realm.join();
            callee.register(PROCEDURE, CallOption.shared(policy));
            callees.add(callee);
        }
    }

    /**
     * Answers for the callee that has been invoked since the last call of this method. Returns the index of the callee.
     */
    private int served() {
        int who = invoked();
        DealerClient callee = callees.get(who);
        callee.yield(callee.invoked().request());
        caller.only(Result.class);
        return who;
    }

    private int invoked() {
        List<Integer> invoked = new ArrayList<>();
        for (int i = 0; i < callees.size(); i++) {
            if (!callees.get(i).peer.received().isEmpty()) {
                invoked.add(i);
            }
        }
        assertThat(invoked).hasSize(1);
        return invoked.get(0);
    }

    private int callAndServe(CallOptions options) {
        caller.call(PROCEDURE, options);
        return served();
    }

    @Nested
    class Policies {
        @ParameterizedTest
        @CsvSource({"ROUNDROBIN, 0 1 2 0 1 2", "FIRST, 0 0 0 0 0 0", "LAST, 2 2 2 2 2 2"})
        @Conformance({"SHR-1", "SHR-5"})
        void theListIsWalkedAsThePolicySays(InvocationPolicy policy, String expected) {
            share(3, policy);
            List<String> who = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                who.add(String.valueOf(callAndServe(CallOptions.NONE)));
            }
            assertThat(String.join(" ", who)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"ROUNDROBIN", "FIRST", "LAST", "RANDOM"})
        @Conformance("SHR-5")
        void aCalleeThatLeftGetsNoCalls(InvocationPolicy policy) {
            share(3, policy);
            callees.get(1).leave();
            for (int i = 0; i < 20; i++) {
                assertThat(callAndServe(CallOptions.NONE)).isNotEqualTo(1);
            }
        }

        @ParameterizedTest
        @CsvSource({
            // the number of calls served before; the callee that leaves; the callees that serve the next calls
            "0, 1, 0 2 0 2",
            "1, 1, 2 0 2 0",
            "2, 1, 2 0 2 0",
            "3, 1, 0 2 0 2",
            "1, 0, 1 2 1 2",
            "2, 2, 0 1 0 1",
            "2, 0, 2 1 2 1"
        })
        @Conformance("SHR-5")
        void theTurnStaysWithWhoeverHadItWhenAnotherLeaves(int before, int who, String expected) {
            share(3, InvocationPolicy.ROUNDROBIN);
            for (int i = 0; i < before; i++) {
                callAndServe(CallOptions.NONE);
            }
            callees.get(who).leave();
            List<String> then = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                then.add(String.valueOf(callAndServe(CallOptions.NONE)));
            }
            assertThat(String.join(" ", then)).isEqualTo(expected);
        }

        @Test
        @Conformance("SHR-5")
        void aNewCalleeComesAfterTheEarlierOnes() {
            share(2, InvocationPolicy.ROUNDROBIN);
            callAndServe(CallOptions.NONE);
            share(1, InvocationPolicy.ROUNDROBIN);
            assertThat(List.of(
                            callAndServe(CallOptions.NONE),
                            callAndServe(CallOptions.NONE),
                            callAndServe(CallOptions.NONE)))
                    .containsExactly(1, 2, 0);
        }

        @Test
        @Conformance("SHR-5")
        void randomGivesEachTheSameShare() {
            share(4, InvocationPolicy.RANDOM);
            int[] share = new int[4];
            for (int i = 0; i < 4_000; i++) {
                share[callAndServe(CallOptions.NONE)]++;
            }
            // The average is 1,000 and the standard deviation 27. A deviation of six standard deviations happens once
            // in 500 million runs.
            for (int count : share) {
                assertThat(count).isBetween(836, 1_164);
            }
        }
    }

    @Nested
    class Partitions {
        @ParameterizedTest
        @EnumSource(InvocationPolicy.class)
        @Conformance({"SHD-1", "SHD-2"})
        void aKeyStaysWithItsCallee(InvocationPolicy policy) {
            share(policy == InvocationPolicy.SINGLE ? 1 : 5, policy);
            Map<String, Integer> homes = new HashMap<>();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 30; i++) {
                    String key = "key" + i;
                    int home = callAndServe(CallOption.partition(key));
                    assertThat(homes.putIfAbsent(key, home)).isIn(null, home);
                }
            }
            if (policy != InvocationPolicy.SINGLE) {
                assertThat(homes.values()).contains(0, 1, 2, 3, 4);
            }
        }

        @Test
        @Conformance("SHD-2")
        void onlyTheKeysOfWhoLeftMove() {
            share(4, InvocationPolicy.ROUNDROBIN);
            Map<String, Integer> homes = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                homes.put("key" + i, callAndServe(CallOption.partition("key" + i)));
            }
            callees.get(2).leave();
            homes.forEach((key, home) -> {
                int now = callAndServe(CallOption.partition(key));
                assertThat(now).isNotEqualTo(2);
                if (home != 2) {
                    assertThat(now).isEqualTo(home);
                }
            });
        }

        @Test
        @Conformance("SHD-1")
        void aPartitionNeedsAKeyAndNothingElseIsKnown() {
            share(1, InvocationPolicy.ROUNDROBIN);
            CallOptions keyless = new CallOptions(false, false, 0, false, null, "partition", Passthru.NONE);
            assertThat(caller.failed(caller.call(PROCEDURE, keyless))).isEqualTo(ErrorUris.INVALID_ARGUMENT);
            assertThat(caller.failed(caller.call(PROCEDURE, CallOption.runmode("all"))))
                    .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        }
    }

    @Nested
    class Rerouting {
        private void unavailable() {
            DealerClient callee = callees.get(invoked());
            callee.error(callee.invoked().request(), ErrorUris.UNAVAILABLE);
        }

        @ParameterizedTest
        @CsvSource({"FIRST, 0 1 2", "LAST, 2 1 0", "ROUNDROBIN, 0 1 2"})
        @Conformance({"RRT-1", "RRT-2"})
        void theNextOneIsTriedUntilNobodyIsLeft(InvocationPolicy policy, String expected) {
            share(3, policy);
            long request = caller.call(PROCEDURE);
            List<String> who = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                caller.silent();
                who.add(String.valueOf(invoked()));
                unavailable();
            }
            assertThat(String.join(" ", who)).isEqualTo(expected);
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.NO_AVAILABLE_CALLEE);
        }

        @Test
        @Conformance({"RRT-1", "RRT-2"})
        void eachIsTriedOnceAtRandom() {
            share(4, InvocationPolicy.RANDOM);
            long request = caller.call(PROCEDURE);
            List<Integer> who = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                who.add(invoked());
                unavailable();
            }
            assertThat(who).containsExactlyInAnyOrder(0, 1, 2, 3);
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.NO_AVAILABLE_CALLEE);
        }

        @Test
        @Conformance({"RRT-1", "RRT-2"})
        void aSingleCalleeHasNoSubstitute() {
            share(1, InvocationPolicy.SINGLE);
            long request = caller.call(PROCEDURE);
            unavailable();
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.NO_AVAILABLE_CALLEE);
        }

        @Test
        @Conformance({"RRT-1", "RRT-3"})
        void theSecondCalleeGetsTheSamePayloadAndAnswers() {
            share(2, InvocationPolicy.FIRST);
            caller.call(PROCEDURE);
            Invocation first = callees.get(0).invoked();
            callees.get(0).error(1, ErrorUris.UNAVAILABLE);
            assertThat(callees.get(1).peer.received().get(0))
                    .isInstanceOfSatisfying(
                            Invocation.class,
                            second -> assertThat(second.payload()).isSameAs(first.payload()));
            assertThat(served()).isEqualTo(1);
        }

        @Test
        @Conformance("RRT-3")
        void theTimeoutKeepsRunning() {
            share(2, InvocationPolicy.FIRST);
            long request = caller.call(PROCEDURE, CallOption.timeout(200));
            realm.pass(Duration.ofMillis(150));
            unavailable();
            realm.pass(Duration.ofMillis(50));
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.TIMEOUT);
        }

        @Test
        @Conformance("RRT-3")
        void aStreamOfSeveralPartsIsNotRerouted() {
            share(2, InvocationPolicy.FIRST);
            caller.call(9, PROCEDURE, CallOption.PROGRESS);
            caller.call(9, PROCEDURE, CallOption.PROGRESS);
            callees.get(0).take();
            callees.get(0).error(1, ErrorUris.UNAVAILABLE);
            assertThat(caller.failed(9)).isEqualTo(ErrorUris.UNAVAILABLE);
        }

        @Test
        @Conformance("RRT-4")
        void theErrorOfACalleeThatDidNotAnnounceItPassesThrough() {
            DealerClient plain = realm.join(FakePeer.without(Role.CALLEE, Feature.CALL_REROUTE));
            plain.register(PROCEDURE, CallOption.shared(InvocationPolicy.FIRST));
            callees.add(plain);
            share(1, InvocationPolicy.FIRST);
            long request = caller.call(PROCEDURE);
            unavailable();
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.UNAVAILABLE);
        }

        @Test
        @Conformance({"RRT-1", "CAN-3"})
        void aKilledCallIsNotStartedAgain() {
            share(2, InvocationPolicy.FIRST);
            long request = caller.call(PROCEDURE);
            caller.cancel(request, CancelMode.KILL);
            callees.get(0).take();
            callees.get(0).error(1, ErrorUris.UNAVAILABLE);
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.UNAVAILABLE);
        }
    }

    @Nested
    @Conformance("SHR-7")
    class Concurrency {
        private DealerClient bounded(int concurrency) {
            DealerClient callee = realm.join();
            callee.register(PROCEDURE, CallOption.bounded(InvocationPolicy.ROUNDROBIN, concurrency));
            callees.add(callee);
            return callee;
        }

        @Test
        void callsBeyondTheBoundWaitAndGoInTheirOrder() {
            DealerClient callee = bounded(2);
            List<Long> requests = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                requests.add(caller.call(PROCEDURE));
            }
            assertThat(callee.take()).hasSize(2);
            for (int i = 1; i <= 5; i++) {
                callee.yield(i);
            }
            assertThat(callee.take()).hasSize(3);
            assertThat(caller.take())
                    .extracting(message -> ((Result) message).request())
                    .containsExactlyElementsOf(requests);
        }

        @Test
        void waitingCallsGoToTheFirstFreeCallee() {
            DealerClient first = bounded(1);
            DealerClient second = bounded(1);
            caller.call(PROCEDURE);
            caller.call(PROCEDURE);
            long third = caller.call(PROCEDURE);
            first.take();
            second.invoked();
            second.yield(1);
            caller.only(Result.class);
            assertThat(second.invoked().request()).isEqualTo(2);
            first.silent();
            second.yield(2);
            assertThat(caller.only(Result.class).request()).isEqualTo(third);
            first.yield(1);
        }

        @Test
        void aNewCalleeServesThoseWhoWait() {
            DealerClient first = bounded(1);
            caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE);
            DealerClient second = bounded(1);
            assertThat(second.session.pendingInvocations()).isEqualTo(1);
            second.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(waiting);
            first.yield(1);
        }

        @Test
        void theQueueIsBounded() {
            TestDealer small = new TestDealer(DealerOptions.DEFAULT.withLimits(new DealerLimits(10, 100, 100, 2, 1)));
            DealerClient client = small.join();
            DealerClient callee = small.join();
            callee.register(PROCEDURE, CallOption.bounded(InvocationPolicy.SINGLE, 1));
            client.call(PROCEDURE);
            client.call(PROCEDURE);
            client.call(PROCEDURE);
            client.silent();
            assertThat(client.failed(client.call(PROCEDURE))).isEqualTo(ErrorUris.MAX_CONCURRENCY_REACHED);
            for (int i = 1; i <= 3; i++) {
                callee.yield(i);
            }
            small.assertIdle();
        }

        @ParameterizedTest
        @EnumSource(CancelMode.class)
        void aWaitingCallCanBeCanceled(CancelMode mode) {
            DealerClient callee = bounded(1);
            caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE);
            long last = caller.call(PROCEDURE);
            caller.cancel(waiting, mode);
            assertThat(caller.failed(waiting)).isEqualTo(ErrorUris.CANCELED);
            callee.take();
            callee.yield(1);
            callee.invoked();
            callee.yield(2);
            assertThat(caller.take())
                    .extracting(message -> ((Result) message).request())
                    .contains(last);
        }

        @Test
        void aWaitingCallTimesOut() {
            DealerClient callee = bounded(1);
            caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE, CallOption.timeout(200));
            realm.pass(Duration.ofMillis(200));
            assertThat(caller.failed(waiting)).isEqualTo(ErrorUris.TIMEOUT);
            callee.yield(1);
            assertThat(callee.take()).hasSize(1);
        }

        @Test
        void waitingCallsGoToAnotherRegistrationWhenTheProcedureEnds() {
            DealerClient general = realm.join();
            general.register("com", CallOption.match(MatchPolicy.PREFIX));
            DealerClient callee = bounded(1);
            long running = caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE);
            long alsoWaiting = caller.call(PROCEDURE);
            callee.unregister(2);
            assertThat(general.take()).hasSize(2);
            general.yield(1);
            general.yield(2);
            assertThat(caller.take())
                    .extracting(message -> ((Result) message).request())
                    .containsExactly(waiting, alsoWaiting);
            callee.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(running);
        }

        @Test
        @Conformance({"ORD-3", "P22"})
        void aFullQueueMovesInItsOrderWhenTheProcedureGoes() {
            DealerClient general = realm.join();
            general.register("com", CallOption.match(MatchPolicy.PREFIX));
            DealerClient callee = bounded(1);
            int waiting = DealerLimits.DEFAULT.waitingCallsPerRegistration();
            for (int i = 0; i <= waiting; i++) {
                caller.call(PROCEDURE);
            }
            caller.silent();
            callee.loop.enter(() -> callee.session.unregister(new Unregister(9, 2)));
            long later = caller.call(PROCEDURE);

            assertThat(general.take()).hasSize(waiting + 1);
            for (int i = 1; i <= waiting + 1; i++) {
                general.yield(i);
            }
            List<WampMessage> answers = caller.take();
            assertThat(answers)
                    .extracting(message -> ((Result) message).request())
                    .isSorted()
                    .endsWith(later);
            callee.yield(1);
        }

        @Test
        @Conformance({"ORD-3", "P22"})
        void aNewCallDoesNotOvertakeCallsThatWaitForAnEndedProcedure() {
            DealerClient general = realm.join();
            general.register("com", CallOption.match(MatchPolicy.PREFIX));
            DealerClient callee = bounded(1);
            long running = caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE);
            callee.loop.enter(() -> callee.session.unregister(new Unregister(9, 2)));
            long later = caller.call(PROCEDURE);
            general.take();
            general.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(waiting);
            general.yield(2);
            assertThat(caller.only(Result.class).request()).isEqualTo(later);
            callee.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(running);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void waitingCallsHaveNoProcedureWhenItGoes(boolean byLeaving) {
            DealerClient callee = bounded(1);
            long running = caller.call(PROCEDURE);
            long waiting = caller.call(PROCEDURE);
            if (byLeaving) {
                callee.leave();
                assertThat(caller.take())
                        .extracting(message -> ((ErrorMessage) message).error())
                        .containsExactlyInAnyOrder(ErrorUris.CANCELED, ErrorUris.NO_SUCH_PROCEDURE);
            } else {
                callee.unregister(1);
                assertThat(caller.failed(waiting)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
                callee.yield(1);
                assertThat(caller.only(Result.class).request()).isEqualTo(running);
            }
        }

        @Test
        void aCallerThatLeavesGivesItsPlacesAndItsTurnBack() {
            DealerClient callee = bounded(1);
            DealerClient other = realm.join();
            caller.call(PROCEDURE);
            caller.call(PROCEDURE);
            long request = other.call(PROCEDURE);
            callee.invoked();
            caller.leave();
            List<WampMessage> seen = callee.take();
            assertThat(seen).hasSize(2);
            assertThat(((Invocation) seen.get(1)).request()).isEqualTo(2);
            callee.yield(2);
            assertThat(other.only(Result.class).request()).isEqualTo(request);
        }

        @Test
        void aSkippedInvocationKeepsItsPlaceUntilTheCalleeIsThrough() {
            DealerClient callee = bounded(1);
            long skipped = caller.call(PROCEDURE);
            long next = caller.call(PROCEDURE);
            callee.invoked();
            caller.cancel(skipped, CancelMode.SKIP);
            assertThat(caller.failed(skipped)).isEqualTo(ErrorUris.CANCELED);
            callee.silent();
            callee.yield(1);
            assertThat(callee.invoked().request()).isEqualTo(2);
            callee.yield(2);
            assertThat(caller.only(Result.class).request()).isEqualTo(next);
            assertThat(realm.dealer.statistics().lateAnswers()).isEqualTo(1);
        }

        @Test
        void thePartsOfAWaitingStreamWaitWithIt() {
            DealerClient callee = bounded(1);
            caller.call(1, PROCEDURE, CallOptions.NONE);
            caller.call(2, PROCEDURE, CallOption.PROGRESS);
            caller.call(2, PROCEDURE, CallOption.PROGRESS);
            caller.call(2, PROCEDURE, CallOptions.NONE);
            callee.invoked();
            callee.yield(1);
            assertThat(callee.take())
                    .extracting(message -> ((Invocation) message).details().progress())
                    .containsExactly(true, true, false);
            callee.yield(2);
            assertThat(caller.take()).hasSize(2);
        }

        @Test
        void aWaitingStreamMayNotGrowWithoutBound() {
            TestDealer small = new TestDealer(DealerOptions.DEFAULT.withLimits(new DealerLimits(10, 100, 100, 10, 1)));
            DealerClient client = small.join();
            DealerClient callee = small.join();
            callee.register(PROCEDURE, CallOption.bounded(InvocationPolicy.SINGLE, 1));
            client.call(1, PROCEDURE, CallOptions.NONE);
            client.call(2, PROCEDURE, CallOption.PROGRESS);
            client.call(2, PROCEDURE, CallOption.PROGRESS);
            client.silent();
            client.call(2, PROCEDURE, CallOption.PROGRESS);
            assertThat(client.failed(2)).isEqualTo(ErrorUris.LIMIT_EXCEEDED);
            callee.yield(1);
            small.assertIdle();
        }

        @Test
        @Conformance("ORD-3")
        void aWaitingCallIsNotOvertakenByItsCallersNextCall() {
            DealerClient callee = bounded(1);
            caller.call(1, PROCEDURE, CallOptions.NONE);
            caller.call(2, PROCEDURE, CallOptions.NONE);
            callee.take();
            // The slot becomes free on the callee's loop. The third CALL arrives before the caller's loop learns about
            // the free slot.
            callee.loop.enter(() -> callee.session.yield(new Yield(1, YieldOptions.NONE, Payload.EMPTY)));
            caller.call(3, PROCEDURE, CallOptions.NONE);
            callee.yield(2);
            callee.yield(3);
            assertThat(caller.take())
                    .extracting(message -> ((Result) message).request())
                    .containsExactly(1L, 2L, 3L);
        }
    }
}
