package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.testing.FakePeer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests progressive call results and progressive call invocations. */
class ProgressTest {
    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();

    @AfterEach
    void nothingIsLeftBehind() {
        realm.assertIdle();
    }

    @Nested
    class Results {
        private final DealerClient callee = realm.join();

        @Test
        @Conformance({"PCR-2", "PCR-3", "PCR-4", "ORD-6"})
        void resultsArriveAsTheyComeAndTheLastOneEndsTheCall() {
            callee.register("com.app.count");
            long request = caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            assertThat(callee.invoked().details().receiveProgress()).isTrue();
            for (int i = 0; i < 3; i++) {
                callee.progress(1);
                Result part = caller.only(Result.class);
                assertThat(part.request()).isEqualTo(request);
                assertThat(part.details().progress()).isTrue();
            }
            callee.yield(1);
            assertThat(caller.only(Result.class).details().progress()).isFalse();
            callee.progress(1);
            caller.silent();
        }

        @Test
        @Conformance("PCR-4")
        void anErrorMayEndIt() {
            callee.register("com.app.count");
            long request = caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            callee.invoked();
            callee.progress(1);
            caller.take();
            callee.error(1, "com.app.enough");
            assertThat(caller.failed(request)).isEqualTo("com.app.enough");
        }

        @Test
        @Conformance({"PCR-6", "A-21"})
        void unrequestedProgressIsDroppedAndTheCallGoesOn() {
            callee.register("com.app.count");
            long request = caller.call("com.app.count");
            assertThat(callee.invoked().details().receiveProgress()).isFalse();
            callee.progress(1);
            caller.silent();
            assertThat(realm.dealer.statistics().unwantedProgress()).isEqualTo(1);
            callee.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(request);
        }

        @Test
        @Conformance({"PCR-7", "A-15"})
        void aCalleeThatLeavesFailsTheCallAfterItsResults() {
            callee.register("com.app.count");
            long request = caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            callee.invoked();
            callee.loop.enter(
                    () -> callee.session.yield(new Yield(1, new YieldOptions(true, Passthru.NONE), Payload.EMPTY)));
            callee.leave();
            assertThat(caller.peer.received()).hasSize(2);
            assertThat(caller.peer.received().remove(0)).isInstanceOf(Result.class);
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        }

        @ParameterizedTest
        @CsvSource({
            "TOO_LARGE, wamp.error.payload_size_exceeded",
            "NOT_EXPRESSIBLE, wamp.error.invalid_argument",
            "OVER_BUDGET, wamp.error.network_failure"
        })
        @Conformance({"PCR-9", "P1"})
        void aPartThatCannotReachTheCallerEndsTheCallAndStopsTheProducer(Sent outcome, String error) {
            callee.register("com.app.count");
            long request = caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            callee.invoked();
            caller.peer.fail(outcome);
            callee.progress(1);
            assertThat(caller.failed(request)).isEqualTo(error);
            assertThat(callee.only(Interrupt.class).options().mode()).isEqualTo(CancelMode.KILLNOWAIT);
            callee.progress(1);
            callee.yield(1);
            caller.silent();
        }
    }

    @Nested
    class WhoIsAsked {
        /**
         * Returns the roles callee and caller. Each parameter adds one feature: progressive results to the callee, call
         * canceling to the callee, or call canceling to the caller.
         */
        private Roles roles(boolean results, boolean cancelingAsCallee, boolean cancelingAsCaller) {
            EnumSet<Feature> asCallee = EnumSet.noneOf(Feature.class);
            EnumSet<Feature> asCaller = EnumSet.noneOf(Feature.class);
            if (results) {
                asCallee.add(Feature.PROGRESSIVE_CALL_RESULTS);
            }
            if (cancelingAsCallee) {
                asCallee.add(Feature.CALL_CANCELING);
            }
            if (cancelingAsCaller) {
                asCaller.add(Feature.CALL_CANCELING);
            }
            Map<Role, Set<Feature>> roles = new EnumMap<>(Role.class);
            roles.put(Role.CALLEE, asCallee);
            roles.put(Role.CALLER, asCaller);
            return new Roles(roles);
        }

        @ParameterizedTest
        @CsvSource({
            "true, true, false, true",
            "true, true, true, true",
            "true, false, false, false",
            "false, true, false, false",
            "false, false, false, false",
            // AutobahnJS announces call canceling only as a caller, but its callees support call canceling, too.
            "true, false, true, true",
        })
        @Conformance({"PCR-1", "PCR-2", "A-22"})
        void onlyCalleesThatKnowProgressAndCanceling(
                boolean results, boolean cancelingAsCallee, boolean cancelingAsCaller, boolean asked) {
            DealerClient callee = realm.join(roles(results, cancelingAsCallee, cancelingAsCaller));
            callee.register("com.app.count");
            caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            assertThat(callee.invoked().details().receiveProgress()).isEqualTo(asked);
            // Progressive results that the caller has requested are delivered, even if the callee was not asked for
            // them.
            callee.progress(1);
            assertThat(caller.only(Result.class).details().progress()).isTrue();
            callee.yield(1);
            caller.only(Result.class);
        }

        @Test
        @Conformance({"CAN-5", "RPC-8"})
        void cancelingAnnouncedAsCallerIsNoReasonForAnInterrupt() {
            DealerClient callee = realm.join(roles(true, false, true));
            callee.register("com.app.count");
            long request = caller.call("com.app.count", CallOption.RECEIVE_PROGRESS);
            callee.invoked();
            caller.cancel(request, CancelMode.KILLNOWAIT);
            callee.silent();
            assertThat(caller.failed(request)).isEqualTo(ErrorUris.CANCELED);
        }
    }

    @Nested
    class Invocations {
        private final DealerClient callee = realm.join();

        /**
         * The second chunk comes back after the call, the third is sent while the call is on its way back, and the
         * fourth after the call has come back. All go to the other callee in order.
         */
        @Test
        @Conformance({"PCI-2", "PCI-14", "ORD-6"})
        void allPartsOfACallThatWasNeverSentGoToAnotherCallee() {
            DealerClient other = realm.join();
            callee.register("com.app.upload", CallOption.shared(InvocationPolicy.FIRST));
            other.register("com.app.upload", CallOption.shared(InvocationPolicy.FIRST));
            List<Payload> parts = Stream.of("one", "two", "three", "four")
                    .map(RouterPayload::text)
                    .toList();
            part(parts.get(0), CallOption.PROGRESS);
            part(parts.get(1), CallOption.PROGRESS);
            callee.peer.end();
            callee.loop.enter(callee.session::leave);
            callee.loop.runOne(); // the call is returned
            part(parts.get(2), CallOption.PROGRESS);
            caller.loop.runOne(); // the call has arrived back
            part(parts.get(3), CallOptions.NONE);
            realm.settle();
            assertThat(other.take())
                    .extracting(message -> ((Invocation) message).payload())
                    .containsExactlyElementsOf(parts);
            other.yield(1);
            caller.only(Result.class);
            callee.silent();
            realm.assertIdle();
        }

        private void part(Payload payload, CallOptions options) {
            caller.loop.enter(() -> caller.session.call(new Call(5, options, "com.app.upload", payload), Permit.PLAIN));
        }

        @Test
        @Conformance({"PCI-2", "PCI-3", "PCI-10", "A-23"})
        void allPartsGoToOneCalleeUnderOneInvocation() {
            DealerClient other = realm.join();
            long registration = callee.register("com.app.upload", CallOption.shared(InvocationPolicy.ROUNDROBIN));
            other.register("com.app.upload", CallOption.shared(InvocationPolicy.ROUNDROBIN));
            caller.call(5, "com.app.upload", CallOption.BOTH_WAYS, Permit.DISCLOSED, Payload.EMPTY);
            callee.unregister(registration);
            assertThat(((Invocation) callee.take().get(0)).details().progress()).isTrue();
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            assertThat(callee.invoked().request()).isEqualTo(1);
            caller.call(5, "com.app.upload", CallOptions.NONE);
            Invocation last = callee.invoked();
            assertThat(last.request()).isEqualTo(1);
            assertThat(last.registration()).isEqualTo(registration);
            assertThat(last.details().progress()).isFalse();
            other.silent();
            callee.yield(1);
            assertThat(caller.only(Result.class).request()).isEqualTo(5);
        }

        @Test
        @Conformance({"PCI-10", "PPT-11"})
        void theOptionsOfTheFirstPartCountForAll() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.BOTH_WAYS, Permit.DISCLOSED, Payload.EMPTY);
            caller.call(5, "com.app.upload", CallOption.PROGRESS, Permit.PLAIN, Payload.EMPTY);
            caller.call(5, "com.app.upload", CallOption.PASSED_THROUGH, Permit.PLAIN, Payload.EMPTY);
            List<Invocation> parts =
                    callee.take().stream().map(Invocation.class::cast).toList();
            assertThat(parts).extracting(Invocation::request).containsExactly(1L, 1L, 1L);
            assertThat(parts).extracting(part -> part.details().progress()).containsExactly(true, true, false);
            assertThat(parts).extracting(part -> part.details().caller()).containsOnly(caller.id());
            assertThat(parts)
                    .extracting(part -> part.details().receiveProgress())
                    .containsOnly(true);
            assertThat(parts)
                    .extracting(part -> part.details().passthru().isUsed())
                    .containsOnly(false);
            callee.progress(1);
            callee.yield(1);
            assertThat(caller.take()).hasSize(2);
        }

        @Test
        @Conformance({"PCI-4", "PV-9"})
        void aCallerThatDidNotAnnounceItViolates() {
            DealerClient plain = realm.join(FakePeer.announcing());
            callee.register("com.app.upload");
            plain.call("com.app.upload", CallOption.PROGRESS);
            assertThat(plain.peer.violation()).contains("progressive_call_invocations");
            callee.silent();
        }

        @ParameterizedTest
        @CsvSource({"PROGRESSIVE_CALL_INVOCATIONS", "CALL_CANCELING"})
        @Conformance({"PCI-5", "PCI-7"})
        void aCalleeThatLacksItMakesTheCallFail(Feature missing) {
            DealerClient plain = realm.join(FakePeer.without(Role.CALLEE, missing));
            plain.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            assertThat(caller.failed(5)).isEqualTo(ErrorUris.FEATURE_NOT_SUPPORTED);
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            caller.call(5, "com.app.upload", CallOptions.NONE);
            caller.silent();
            plain.silent();
        }

        @Test
        @Conformance({"PCI-5", "SHR-1"})
        void amongSharersThoseThatLackItArePassedOver() {
            DealerClient plain = realm.join(FakePeer.announcing());
            plain.register("com.app.upload", CallOption.shared(InvocationPolicy.FIRST));
            callee.register("com.app.upload", CallOption.shared(InvocationPolicy.FIRST));
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            plain.silent();
            callee.invoked();
            callee.yield(1);
        }

        @Test
        @Conformance({"PCI-6", "PCI-7"})
        void anEarlyAnswerEndsTheCallAndTheRestIsDropped() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.invoked();
            callee.error(1, "com.app.enough");
            assertThat(caller.failed(5)).isEqualTo("com.app.enough");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            caller.call(5, "com.app.upload", CallOptions.NONE);
            caller.silent();
            callee.silent();
            // The last chunk frees the request id, so the caller may use the same id again.
            caller.call(5, "com.app.upload", CallOptions.NONE);
            callee.invoked();
            callee.yield(2);
            caller.only(Result.class);
        }

        @Test
        @Conformance({"PCI-14", "PCI-6", "PCI-7"})
        void aCalleeThatLeavesEndsTheCall() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.leave();
            assertThat(caller.failed(5)).isEqualTo(ErrorUris.CANCELED);
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            caller.silent();
        }

        @Test
        @Conformance({"PCI-14", "RPC-8"})
        void aCallerThatLeavesInterrupts() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.invoked();
            caller.leave();
            assertThat(callee.only(Interrupt.class).options().mode()).isEqualTo(CancelMode.KILLNOWAIT);
        }

        @Test
        @Conformance("PCI-9")
        void anIdOfACompleteCallIsAViolation() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOptions.NONE);
            caller.call(5, "com.app.upload", CallOptions.NONE);
            assertThat(caller.peer.violation()).contains("found 5");
            callee.yield(1);
        }

        @Test
        @Conformance("PCI-12")
        void aPartForAnotherProcedureDoesNotBelong() {
            callee.register("com.app.upload");
            callee.register("com.app.other");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.invoked();
            caller.call(5, "com.app.other", CallOption.PROGRESS);
            callee.silent();
            caller.silent();
            callee.yield(1);
        }

        @Test
        @Conformance({"PCI-13"})
        void bothDirectionsMayStreamAtOnce() {
            callee.register("com.app.echo");
            for (int i = 0; i < 3; i++) {
                caller.call(5, "com.app.echo", CallOption.BOTH_WAYS);
                assertThat(callee.invoked().request()).isEqualTo(1);
                callee.progress(1);
                assertThat(caller.only(Result.class).details().progress()).isTrue();
            }
            caller.call(5, "com.app.echo", CallOptions.NONE);
            assertThat(callee.invoked().details().progress()).isFalse();
            callee.yield(1);
            assertThat(caller.only(Result.class).details().progress()).isFalse();
        }

        @Test
        @Conformance({"P1", "P21"})
        void aPartThatIsTooLargeForTheRouterEndsTheCallOnce() {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.invoked();
            caller.loop.enter(
                    () -> caller.session.refuseCall(5, new Refusal(ErrorUris.PAYLOAD_SIZE_EXCEEDED, "too large")));
            realm.settle();
            assertThat(caller.failed(5)).isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);
            assertThat(callee.only(Interrupt.class).request()).isEqualTo(1);
            callee.yield(1);
            caller.silent();
            caller.loop.enter(
                    () -> caller.session.refuseCall(6, new Refusal(ErrorUris.PAYLOAD_SIZE_EXCEEDED, "too large")));
            assertThat(caller.failed(6)).isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);
        }

        @ParameterizedTest
        @CsvSource({"TOO_LARGE, wamp.error.payload_size_exceeded", "OVER_BUDGET, wamp.error.network_failure"})
        @Conformance({"P1", "RPC-11"})
        void aPartThatCannotReachTheCalleeEndsTheCall(Sent outcome, String error) {
            callee.register("com.app.upload");
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            callee.invoked();
            callee.peer.fail(outcome);
            caller.call(5, "com.app.upload", CallOption.PROGRESS);
            assertThat(caller.failed(5)).isEqualTo(error);
            assertThat(callee.only(Interrupt.class).request()).isEqualTo(1);
        }
    }

    @Nested
    class StrictOrder {
        private final TestDealer strict = new TestDealer(DealerOptions.DEFAULT.withRequestOrder(RequestOrder.STRICT));
        private final DealerClient client = strict.join();
        private final DealerClient callee = strict.join();

        @Test
        @Conformance({"PCI-9", "ID-7"})
        void anOldIdMustBelongToAProgressiveCall() {
            callee.register("com.app.upload");
            client.call(1, "com.app.upload", CallOption.PROGRESS);
            client.call(2, "com.app.upload", CallOptions.NONE);
            client.call(1, "com.app.upload", CallOption.PROGRESS);
            assertThat(client.peer.violation()).isNull();
            assertThat(callee.take())
                    .extracting(part -> ((Invocation) part).request())
                    .containsExactly(1L, 2L, 1L);
            callee.yield(1);
            client.call(1, "com.app.upload", CallOptions.NONE);
            assertThat(client.peer.violation()).isNull();
            client.call(1, "com.app.upload", CallOptions.NONE);
            assertThat(client.peer.violation()).contains("CALL.Request");
        }

        @Test
        @Conformance({"PCI-9", "PCI-7"})
        void aCallThatTheSessionRefusedIsKnownToo() {
            client.loop.enter(
                    () -> client.session.refused(new Call(1, CallOption.PROGRESS, "com.app.secret", Payload.EMPTY)));
            client.call(1, "com.app.secret", CallOption.PROGRESS);
            client.silent();
        }

        @Test
        @Conformance("PCI-12")
        void aPartForAnotherProcedureIsAViolation() {
            callee.register("com.app.upload");
            client.call(1, "com.app.upload", CallOption.PROGRESS);
            client.call(1, "com.app.other", CallOption.PROGRESS);
            assertThat(client.peer.violation()).contains("CALL.Procedure");
        }

        @Test
        void continuationsNeedNoAuthorizationOfTheirOwn() {
            callee.register("com.app.upload");
            client.call(1, "com.app.upload", CallOption.PROGRESS);
            client.loop.enter(() -> {
                assertThat(client.session.continues(new Call(1, CallOptions.NONE, "com.app.upload", Payload.EMPTY)))
                        .isTrue();
                assertThat(client.session.continues(new Call(1, CallOptions.NONE, "com.app.other", Payload.EMPTY)))
                        .isFalse();
                assertThat(client.session.continues(new Call(2, CallOptions.NONE, "com.app.upload", Payload.EMPTY)))
                        .isFalse();
            });
        }
    }
}
