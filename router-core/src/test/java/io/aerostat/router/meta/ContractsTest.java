package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.observation.RouterObserver;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that a running router refuses payloads that do not fit the contracts of a realm, and describes these contracts.
 */
class ContractsTest {
    private static final PublishOptions ACKNOWLEDGED =
            new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE);
    private static final String LARGE = "x".repeat(10_000);

    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final Queue<String> observed = new ConcurrentLinkedQueue<>();

    /** A payload fits if its first argument is "good", or a long text that begins with "x". */
    private final PayloadSchema good = (payload, encoded) -> {
        threads.add(Thread.currentThread().getName());
        Object first = encoded ? null : first(payload);
        return first instanceof String text && (text.equals("good") || text.startsWith("x"))
                ? null
                : new PayloadFault("args[0]", "args[0]: found " + first + " (expected good)");
    };

    private final Router router = Router.builder()
            .eventLoops(2)
            .observer(new RouterObserver() {
                @Override
                public void misfit(ObservedSession session, String action, String uri, String path) {
                    observed.add(session.authid() + " " + action + " " + uri + " " + path);
                }
            })
            .realm(realm(contracts(good)))
            .start();

    private static @Nullable Object first(Payload payload) {
        return payload.isEmpty()
                ? null
                : Serializers.of(payload.serialization()).values(payload).args().get(0);
    }

    private static Contracts contracts(PayloadSchema schema) {
        Optional<PayloadSchema> some = Optional.of(schema);
        return new Contracts(
                List.of(
                        new ProcedureContract(
                                "com.app.take", MatchPolicy.EXACT, some, Optional.empty(), Map.of("a", 1L)),
                        new ProcedureContract("com.app.give.", MatchPolicy.PREFIX, Optional.empty(), some, Map.of())),
                List.of(new TopicContract("com.app.news", MatchPolicy.EXACT, some, Map.of("b", 2L))));
    }

    private static RealmDefinition realm(Contracts contracts) {
        return new RealmDefinition(
                "realm1", RealmOptions.DEFAULT.withContracts(contracts), List.of(Role.allowingAll("user")));
    }

    private LocalClient join(String authid) throws InterruptedException {
        return new LocalClient(router.local(authid, "user"), "realm1");
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    private static String text(ErrorMessage error) {
        return error.error() + " "
                + Serializers.of(Serialization.CBOR)
                        .values(error.payload())
                        .args()
                        .get(0);
    }

    @Test
    void aCallThatDoesNotFitIsRefusedCountedAndObserved() throws Exception {
        LocalClient callee = join("callee");
        callee.register("com.app.take");
        LocalClient caller = join("ann");

        caller.requestCall("com.app.take", "bad");
        ErrorMessage refused = caller.take(ErrorMessage.class);
        caller.requestCall("com.app.take", "good");
        callee.answer("taken");

        assertThat(text(refused)).isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected good)");
        assertThat(caller.take(Result.class)).isNotNull();
        assertThat(observed).containsExactly("ann call com.app.take args[0]");
        assertThat(router.statistics().realms().get(0).roles().get(0).misfits()).isEqualTo(Map.of("call", 1L));
    }

    @Test
    void anEventThatDoesNotFitReachesNobody() throws Exception {
        LocalClient subscriber = join("bob");
        subscriber.subscribe("com.app.", MatchPolicy.PREFIX);
        LocalClient publisher = join("ann");

        publisher.publish("com.app.news", PublishOptions.NONE, "bad");
        publisher.publish("com.app.news", ACKNOWLEDGED, "bad");
        ErrorMessage refused = publisher.take(ErrorMessage.class);
        publisher.publish("com.app.news", ACKNOWLEDGED, "good");
        publisher.take(Published.class);

        assertThat(text(refused)).isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected good)");
        assertThat(subscriber.event()).containsExactly("good");
        assertThat(publisher.fail("wamp.session.add_testament", "com.app.news", List.of("bad"), Map.of()))
                .isEqualTo("wamp.error.invalid_argument");
    }

    @Test
    void aResultThatDoesNotFitBecomesAnError() throws Exception {
        LocalClient callee = join("callee");
        callee.register("com.app.give.one");
        LocalClient caller = join("ann");

        caller.requestCall("com.app.give.one", "anything");
        callee.answer("bad");
        ErrorMessage refused = caller.take(ErrorMessage.class);
        caller.requestCall("com.app.give.one");
        callee.answer("good");

        assertThat(text(refused))
                .startsWith("wamp.error.invalid_argument ")
                .endsWith("result of com.app.give.one: args[0]: found bad (expected good)");
        assertThat(caller.take(Result.class)).isNotNull();
        assertThat(observed).containsExactly("callee yield com.app.give.one args[0]");
    }

    /** While a large payload is checked, later messages of the session wait, so that order is kept (ORD-3). */
    @Test
    void largePayloadsAreCheckedOnAnotherThreadInOrder() throws Exception {
        LocalClient callee = join("callee");
        callee.register("com.app.take");
        callee.register("com.app.give.one");
        LocalClient caller = join("ann");

        caller.requestCall("com.app.take", LARGE);
        caller.requestCall("com.app.take", "good");
        caller.requestCall("com.app.give.one", 1L);

        Invocation first = callee.take(Invocation.class);
        assertThat(first.payload().size()).isGreaterThan(10_000);
        assertThat(first(callee.take(Invocation.class).payload())).isEqualTo("good");
        callee.answer(LARGE);
        assertThat(caller.take(Result.class).payload().size()).isGreaterThan(10_000);
        assertThat(threads).hasSize(3);
        assertThat(threads.stream().filter(name -> name.startsWith("router-checks")))
                .hasSize(2);
    }

    @Test
    void messagesThatWaitForACheckArePassedOnBeforeTheirSenderLeaves() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        update(contracts((payload, encoded) -> {
            if (payload.size() > 10_000) {
                await(left);
            }
            return null;
        }));
        LocalClient subscriber = join("bob");
        subscriber.subscribe("com.app.", MatchPolicy.PREFIX);
        LocalClient callee = join("callee");
        callee.register("com.app.give.one");
        subscriber.requestCall("com.app.give.one");
        LocalClient publisher = join("ann");

        publisher.publish("com.app.news", PublishOptions.NONE, LARGE);
        publisher.publish("com.app.news", PublishOptions.NONE, "good");
        publisher.leave();
        publisher.publish("com.app.news", PublishOptions.NONE, "after GOODBYE");
        callee.answer(LARGE);
        callee.leave();
        left.countDown();

        assertThat(publisher.take(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        assertThat(callee.take(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        List<Object> events = new ArrayList<>();
        Result result = null;
        while (events.size() < 2 || result == null) {
            WampMessage next = subscriber.take(WampMessage.class);
            if (next instanceof Event event) {
                events.add(LocalClient.values(event).args().get(0));
            } else {
                result = (Result) next;
            }
        }
        assertThat(events).containsExactly(LARGE, "good");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPartOfAProgressiveCallThatDoesNotFitEndsTheCallOnce() throws Exception {
        AtomicInteger parts = new AtomicInteger();
        update(contracts((payload, encoded) ->
                parts.incrementAndGet() <= 2 ? null : new PayloadFault("", "found a third part (expected two)")));
        LocalClient callee = join("callee");
        callee.register("com.app.take");
        LocalClient caller = join("ann");

        for (int i = 0; i < 5; i++) {
            caller.requestPart("com.app.take", i < 4);
        }

        assertThat(text(caller.take(ErrorMessage.class)))
                .isEqualTo("wamp.error.invalid_argument found a third part (expected two)");
        caller.requestSubscribe("com.app.other");
        assertThat(caller.take(Subscribed.class)).isNotNull();
    }

    /** The bytes of this payload are not valid, so reading them would fail. */
    @Test
    void payloadsOfOtherUrisAreNotRead() throws Exception {
        LocalClient callee = join("callee");
        callee.register("com.app.opaque");
        LocalClient caller = join("ann");
        byte[] garbage = {(byte) 0xff, (byte) 0xfe};

        caller.send(new Call(
                1, CallOptions.NONE, "com.app.opaque", Payload.validated(Serialization.CBOR, garbage, 0, 2, 1)));

        assertThat(callee.take(Invocation.class).payload().toByteArray()).isEqualTo(garbage);
        assertThat(threads).isEmpty();
    }

    @Test
    void aPayloadInPassthruModeIsGivenToTheSchemaAsEncoded() throws Exception {
        LocalClient callee = join("callee");
        callee.register("com.app.take");
        LocalClient caller = join("ann");
        Passthru passthru = new Passthru("x_app", "cbor", null, null);
        byte[] garbage = {(byte) 0xff, (byte) 0xfe};

        caller.send(new Call(
                1,
                new CallOptions(false, false, 0, false, null, null, passthru),
                "com.app.take",
                Payload.validated(Serialization.CBOR, garbage, 0, 2, 1)));

        assertThat(text(caller.take(ErrorMessage.class))).contains("found null (expected good)");
    }

    @Test
    void aSchemaThatFailsRefusesTheMessageAndNothingElse() throws Exception {
        update(contracts((payload, encoded) -> {
            throw new IllegalStateException("broken");
        }));
        LocalClient caller = join("ann");

        assertThat(caller.fail("com.app.take", "good")).isEqualTo("wamp.error.invalid_argument");
        assertThat(caller.fail("com.app.take", LARGE)).isEqualTo("wamp.error.invalid_argument");
        assertThat(caller.fail("com.app.other")).isEqualTo("wamp.error.no_such_procedure");
    }

    @Test
    void otherContractsApplyToTheNextRequest() throws Exception {
        LocalClient caller = join("ann");
        assertThat(caller.fail("com.app.take", "bad")).isEqualTo("wamp.error.invalid_argument");

        update(Contracts.NONE);

        assertThat(caller.fail("com.app.take", "bad")).isEqualTo("wamp.error.no_such_procedure");
    }

    private void update(Contracts contracts) {
        router.realm("realm1").orElseThrow().update(realm(contracts));
    }

    @Test
    void theContractsAreListedAndDescribed() throws Exception {
        LocalClient user = join("ann");

        assertThat(user.call("wamp.schema.list").args().get(0))
                .isEqualTo(Map.of(
                        "procedures",
                        List.of(
                                Map.of("uri", "com.app.take", "match", "exact"),
                                Map.of("uri", "com.app.give.", "match", "prefix")),
                        "topics",
                        List.of(Map.of("uri", "com.app.news", "match", "exact"))));
        assertThat(user.call("wamp.schema.describe", "com.app.take").args().get(0))
                .isEqualTo(Map.of("procedure", Map.of("uri", "com.app.take", "match", "exact", "a", 1L)));
        assertThat(user.call("wamp.schema.describe", "com.app.give.two").args().get(0))
                .isEqualTo(Map.of("procedure", Map.of("uri", "com.app.give.", "match", "prefix")));
        assertThat(user.call("wamp.schema.describe", "com.app.give.", "prefix").args())
                .hasSize(1);
        assertThat(user.fail("wamp.schema.describe", "com.app.give.", "exact"))
                .isEqualTo("wamp.error.invalid_argument");
        assertThat(user.fail("wamp.schema.describe", "com.app.unknown")).isEqualTo("wamp.error.invalid_argument");
        assertThat(user.fail("wamp.schema.describe", "com.app.take", "some")).isEqualTo("wamp.error.invalid_argument");
    }

    @Test
    void contractsAreOfApplicationsAndDifferFromEachOther() {
        ProcedureContract one =
                new ProcedureContract("com.app.take", MatchPolicy.EXACT, Optional.empty(), Optional.empty(), Map.of());

        assertThatThrownBy(() -> new Contracts(List.of(one, one), List.of()))
                .hasMessage("found two contracts of \"com.app.take\" (expected one)");
        assertThatThrownBy(() -> new TopicContract("wamp.session.", MatchPolicy.PREFIX, Optional.empty(), Map.of()))
                .hasMessageContaining("outside of the reserved wamp.");
    }
}
