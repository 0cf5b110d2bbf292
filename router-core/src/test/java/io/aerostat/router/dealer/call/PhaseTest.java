package io.aerostat.router.dealer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.DealerClient;
import io.aerostat.router.dealer.TestDealer;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests what each input does in each phase of a call. The procedure has two callees, A and B, each with a concurrency
 * of one. The call is, or was, at A.
 */
class PhaseTest {
    private static final String PROCEDURE = "com.app.work";
    private static final CallOptions OPTIONS = new CallOptions(true, true, 0, false, null, null, Passthru.NONE);
    private static final long REQUEST = 1;

    /**
     * The columns are: the phase, the input, the phase afterwards, the messages to the caller, and the messages to the
     * callees.
     */
    private static final String TABLE = """
            PLACING   | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            PLACING   | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              |
            PLACING   | CANCEL_KILL       | ENDED     | ERROR wamp.error.canceled              |
            PLACING   | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               |
            PLACING   | CHUNK             | PLACING   |                                        |
            PLACING   | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded |
            PLACING   | CALLER_LEAVES     | ENDED     |                                        |
            PLACING   | PROGRESS          | PLACING   | too late                               |
            PLACING   | RESULT            | PLACING   | too late                               |
            PLACING   | ERROR             | PLACING   | too late                               |
            PLACING   | UNAVAILABLE       | PLACING   | too late                               |
            PLACING   | RETURN            | PLACING   |                                        |
            PLACING   | RETURN_OF_CHUNK   | PLACING   |                                        |
            PUT_OFF   | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            PUT_OFF   | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              |
            PUT_OFF   | CANCEL_KILL       | ENDED     | ERROR wamp.error.canceled              |
            PUT_OFF   | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               |
            PUT_OFF   | CHUNK             | PUT_OFF   |                                        |
            PUT_OFF   | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded |
            PUT_OFF   | CALLER_LEAVES     | ENDED     |                                        |
            PUT_OFF   | PROGRESS          | PUT_OFF   | too late                               |
            PUT_OFF   | RESULT            | PUT_OFF   | too late                               |
            PUT_OFF   | ERROR             | PUT_OFF   | too late                               |
            PUT_OFF   | UNAVAILABLE       | PUT_OFF   | too late                               |
            PUT_OFF   | RETURN            | PUT_OFF   |                                        |
            PUT_OFF   | RETURN_OF_CHUNK   | PUT_OFF   |                                        |
            WAITING   | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            WAITING   | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              |
            WAITING   | CANCEL_KILL       | ENDED     | ERROR wamp.error.canceled              |
            WAITING   | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               |
            WAITING   | CHUNK             | WAITING   |                                        |
            WAITING   | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded |
            WAITING   | CALLER_LEAVES     | ENDED     |                                        |
            WAITING   | PROGRESS          | WAITING   | too late                               |
            WAITING   | RESULT            | WAITING   | too late                               |
            WAITING   | ERROR             | WAITING   | too late                               |
            WAITING   | UNAVAILABLE       | WAITING   | too late                               |
            WAITING   | RETURN            | WAITING   |                                        |
            WAITING   | RETURN_OF_CHUNK   | WAITING   |                                        |
            INVOKED   | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            INVOKED   | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              | A INTERRUPT killnowait
            INVOKED   | CANCEL_KILL       | KILLED    |                                        | A INTERRUPT kill
            INVOKED   | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               | A INTERRUPT killnowait
            INVOKED   | CHUNK             | INVOKED   |                                        | A INVOCATION
            INVOKED   | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded | A INTERRUPT killnowait
            INVOKED   | CALLER_LEAVES     | ENDED     |                                        | A INTERRUPT killnowait
            INVOKED   | PROGRESS          | INVOKED   | RESULT progress                        |
            INVOKED   | RESULT            | ENDED     | RESULT                                 |
            INVOKED   | ERROR             | ENDED     | ERROR com.app.failed                   |
            INVOKED   | UNAVAILABLE       | INVOKED   |                                        | B INVOCATION
            INVOKED   | RETURN            | INVOKED   |                                        | B INVOCATION
            INVOKED   | RETURN_OF_CHUNK   | INVOKED   |                                        |
            KILLED    | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            KILLED    | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              |
            KILLED    | CANCEL_KILL       | KILLED    |                                        |
            KILLED    | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               |
            KILLED    | CHUNK             | KILLED    |                                        | A INVOCATION
            KILLED    | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded |
            KILLED    | CALLER_LEAVES     | ENDED     |                                        |
            KILLED    | PROGRESS          | KILLED    | RESULT progress                        |
            KILLED    | RESULT            | ENDED     | RESULT                                 |
            KILLED    | ERROR             | ENDED     | ERROR com.app.failed                   |
            KILLED    | UNAVAILABLE       | ENDED     | ERROR wamp.error.unavailable           |
            KILLED    | RETURN            | ENDED     | ERROR wamp.error.canceled              |
            KILLED    | RETURN_OF_CHUNK   | KILLED    |                                        |
            RETURNING | CANCEL_SKIP       | ENDED     | ERROR wamp.error.canceled              |
            RETURNING | CANCEL_KILLNOWAIT | ENDED     | ERROR wamp.error.canceled              |
            RETURNING | CANCEL_KILL       | ENDED     | ERROR wamp.error.canceled              |
            RETURNING | TIMEOUT           | ENDED     | ERROR wamp.error.timeout               |
            RETURNING | CHUNK             | RETURNING |                                        |
            RETURNING | REFUSED_CHUNK     | ENDED     | ERROR wamp.error.payload_size_exceeded |
            RETURNING | CALLER_LEAVES     | ENDED     |                                        |
            RETURNING | PROGRESS          | RETURNING | too late                               |
            RETURNING | RESULT            | RETURNING | too late                               |
            RETURNING | ERROR             | RETURNING | too late                               |
            RETURNING | UNAVAILABLE       | RETURNING | too late                               |
            RETURNING | RETURN            | RETURNING |                                        |
            RETURNING | RETURN_OF_CHUNK   | INVOKED   |                                        \
            | B INVOCATION, B INVOCATION
            ENDED     | CANCEL_SKIP       | ENDED     |                                        |
            ENDED     | CANCEL_KILLNOWAIT | ENDED     |                                        |
            ENDED     | CANCEL_KILL       | ENDED     |                                        |
            ENDED     | TIMEOUT           | ENDED     |                                        |
            ENDED     | CHUNK             | ENDED     |                                        |
            ENDED     | REFUSED_CHUNK     | ENDED     |                                        |
            ENDED     | CALLER_LEAVES     | ENDED     |                                        |
            ENDED     | PROGRESS          | ENDED     | too late                               |
            ENDED     | RESULT            | ENDED     | too late                               |
            ENDED     | ERROR             | ENDED     | too late                               |
            ENDED     | UNAVAILABLE       | ENDED     | too late                               |
            ENDED     | RETURN            | ENDED     |                                        |
            ENDED     | RETURN_OF_CHUNK   | ENDED     |                                        |
            """;

    /** The phases, each with the actions that bring the call into this phase. */
    enum At {
        PLACING(Placing.class, fixture -> {}),
        PUT_OFF(PutOff.class, fixture -> new PutOff(fixture.placing).begin(fixture.call)),
        WAITING(Waiting.class, fixture -> {
            fixture.b.target.tryAcquire();
            fixture.call.start();
        }),
        INVOKED(Invoked.class, Fixture::invoke),
        KILLED(Killed.class, fixture -> {
            fixture.invoke();
            fixture.call.cancel(CancelMode.KILL);
        }),
        RETURNING(Returning.class, fixture -> {
            fixture.placing.takeBack(fixture.attempt);
            new Returning(fixture.attempt, fixture.placing, 1).begin(fixture.call);
        }),
        ENDED(Ended.class, fixture -> fixture.call.fail("com.app.failed", "before"));

        private final Class<? extends Phase> phase;
        private final Consumer<Fixture> way;

        At(Class<? extends Phase> phase, Consumer<Fixture> way) {
            this.phase = phase;
            this.way = way;
        }
    }

    /**
     * The inputs. Answers and returns belong to the attempt at A. In some phases, this is no longer the present
     * attempt.
     */
    enum Input {
        CANCEL_SKIP(fixture -> fixture.call.cancel(CancelMode.SKIP)),
        CANCEL_KILLNOWAIT(fixture -> fixture.call.cancel(CancelMode.KILLNOWAIT)),
        CANCEL_KILL(fixture -> fixture.call.cancel(CancelMode.KILL)),
        TIMEOUT(fixture -> fixture.call.expire(100)),
        CHUNK(fixture -> fixture.call.proceed(fixture.chunk())),
        REFUSED_CHUNK(fixture -> fixture.call.refuseChunk(new Refusal(ErrorUris.PAYLOAD_SIZE_EXCEEDED, "too large"))),
        CALLER_LEAVES(fixture -> fixture.call.callerLeft()),
        PROGRESS(fixture -> fixture.answer(new Result(REQUEST, new ResultDetails(true, Passthru.NONE), Payload.EMPTY))),
        RESULT(fixture -> fixture.answer(new Result(REQUEST, ResultDetails.NONE, Payload.EMPTY))),
        ERROR(fixture -> fixture.answer(error("com.app.failed"))),
        UNAVAILABLE(fixture -> fixture.answer(error(ErrorUris.UNAVAILABLE))),
        RETURN(fixture -> fixture.call.returned(fixture.attempt)),
        RETURN_OF_CHUNK(fixture -> fixture.call.returned(fixture.attempt, fixture.chunk()));

        private final Consumer<Fixture> way;

        Input(Consumer<Fixture> way) {
            this.way = way;
        }

        private static ErrorMessage error(String uri) {
            return new ErrorMessage(Call.CODE, REQUEST, ErrorDetails.NONE, uri, Payload.EMPTY);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @Conformance({"P1", "P2", "CAN-2", "CAN-3", "CAN-4", "CAN-10", "TMO-2", "RPC-8", "RRT-1", "RRT-3", "PCI-2", "PCR-8"
    })
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void anInputHasTheEffectThatThePhaseGivesIt(At phase, Input input, At next, String toCaller, String toCallees) {
        Fixture fixture = new Fixture(phase, input != Input.RETURN);

        fixture.apply(input);

        assertThat(fixture.call.phase()).isInstanceOf(next.phase);
        assertThat(fixture.caller.sent()).isEqualTo(Objects.requireNonNullElse(toCaller, ""));
        assertThat(fixture.sentToCallees()).isEqualTo(Objects.requireNonNullElse(toCallees, ""));
    }

    @Test
    void theTableHasEachPhaseWithEachInput() {
        assertThat(Stream.of(At.values()).<Class<?>>map(at -> at.phase))
                .containsExactlyInAnyOrder(Phase.class.getPermittedSubclasses());
        assertThat(TABLE.lines().map(row -> row.split("\\|")).map(row -> row[0].strip() + " " + row[1].strip()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(At.values())
                        .flatMap(at -> Stream.of(Input.values()).map(input -> at + " " + input))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(value = At.class, mode = EnumSource.Mode.EXCLUDE, names = "ENDED")
    @Conformance("P1")
    void anyThreeInputsLeadToOneFinalAnswer(At phase) {
        for (Input first : Input.values()) {
            for (Input second : Input.values()) {
                for (Input third : Input.values()) {
                    List<Input> inputs = List.of(first, second, third);
                    Fixture fixture = new Fixture(phase, !inputs.contains(Input.RETURN));
                    inputs.forEach(fixture::apply);
                    fixture.settle();
                    fixture.apply(Input.TIMEOUT); // in case the call has not ended yet

                    boolean callerLeft = inputs.contains(Input.CALLER_LEAVES);
                    assertThat(fixture.call.phase()).isSameAs(Ended.INSTANCE);
                    assertThat(fixture.caller.finalAnswers())
                            .describedAs("%s", inputs)
                            .isBetween(callerLeft ? 0L : 1L, 1L);
                    assertThat(fixture.realm.dealer.statistics().armedTimers()).isZero();
                }
            }
        }
    }

    /** A call in a given phase, with its caller and callees on loops that run only when the test says so. */
    private static final class Fixture {
        private final TestDealer realm = new TestDealer();
        private final Session caller = new Session(realm);
        private final Session a = new Session(realm);
        private final Session b = new Session(realm);
        private final Caller owner;
        private final PendingCall call;
        private final Placing placing;
        private final Attempt attempt;
        private final boolean arrives;

        /**
         * Creates a call in this phase.
         *
         * @param arrives whether the attempt at A reaches the loop of A; otherwise the attempt can be returned
         */
        Fixture(At phase, boolean arrives) {
            this.arrives = arrives;
            a.register();
            b.register();
            owner = new Caller(realm.calls(), caller.peer, new SessionSender(caller.peer));
            call = new PendingCall(owner, 1, new Call(REQUEST, OPTIONS, PROCEDURE, Payload.EMPTY), Permit.PLAIN, 100);
            placing = (Placing) call.phase();
            a.target.tryAcquire();
            attempt = new Attempt(call, a.target, InvocationDetails.NONE, Payload.EMPTY);
            caller.loop.enter(() -> phase.way.accept(this));
            runCallees();
            assertThat(call.phase()).isInstanceOf(phase.phase);
            for (Session session : List.of(caller, a, b)) {
                session.peer.take();
            }
        }

        private void invoke() {
            call.startTimeout(false);
            call.enter(new Invoked(attempt, placing));
            if (arrives) {
                attempt.start();
            }
        }

        Call chunk() {
            return new Call(REQUEST, OPTIONS, PROCEDURE, Payload.EMPTY);
        }

        void answer(WampMessage answer) {
            call.answered(attempt, answer);
        }

        void apply(Input input) {
            caller.loop.enter(() -> input.way.accept(this));
            runCallees();
        }

        private void runCallees() {
            FakeLoop.settle(List.of(a.loop, b.loop));
        }

        void settle() {
            realm.settle();
        }

        String sentToCallees() {
            List<String> sent = new ArrayList<>(a.messages("A "));
            sent.addAll(b.messages("B "));
            return String.join(", ", sent);
        }
    }

    /** A session that records the messages to it as text. */
    private static final class Session {
        private final TestDealer realm;
        private final FakeLoop loop;
        private final FakePeer peer;
        private final DealerClient client;
        private RegisteredCallee target;

        Session(TestDealer realm) {
            this.realm = realm;
            this.client = realm.join();
            this.loop = client.loop;
            this.peer = client.peer;
        }

        void register() {
            client.register(
                    PROCEDURE, new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.FIRST, false, false, 1, false));
            Registration registration =
                    Objects.requireNonNull(realm.registrations().match(PROCEDURE));
            target = Objects.requireNonNull(registration.calleeOf(client.id()));
        }

        /** Returns the messages to the caller as text, followed by {@code too late} if a late answer was counted. */
        String sent() {
            List<String> sent = new ArrayList<>(messages(""));
            if (realm.dealer.statistics().lateAnswers() > 0) {
                sent.add("too late");
            }
            return String.join(", ", sent);
        }

        List<String> messages(String prefix) {
            return peer.received().stream()
                    .map(message -> prefix + text(message))
                    .toList();
        }

        long finalAnswers() {
            return messages("").stream()
                    .filter(text -> !text.endsWith("progress"))
                    .count();
        }

        private static String text(WampMessage message) {
            if (message instanceof Result result) {
                return result.details().progress() ? "RESULT progress" : "RESULT";
            }
            if (message instanceof ErrorMessage error) {
                return "ERROR " + error.error();
            }
            if (message instanceof Interrupt interrupt) {
                return "INTERRUPT " + interrupt.options().mode().wire();
            }
            return message.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        }
    }
}
