package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Applies the same random actions to the dealer and to {@link ReferenceDealer}, one step at a time, and compares after
 * each step which messages every session was sent. If a run fails, the message of the failure contains the seed.
 */
@Conformance({"P1", "P2", "PBR-4", "PBR-5", "SHR-5"})
class DealerModelTest {
    private static final int RUNS = Integer.getInteger("aerostat.model.runs", 3_000);
    private static final long FIRST_SEED = Long.getLong("aerostat.model.seed", 1L);

    @Test
    void theDealerAgreesWithTheReference() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            new Run(seed).go();
        }
    }

    private static final class Run {
        private static final String[] PROCEDURES = {"com.app.a", "com.app.b", "com.app.c"};
        private static final List<Pattern> PATTERNS = List.of(
                new Pattern("com.app", MatchPolicy.PREFIX),
                new Pattern("com.app.a", MatchPolicy.PREFIX),
                new Pattern("com..b", MatchPolicy.WILDCARD),
                new Pattern(".app.", MatchPolicy.WILDCARD));
        private static final int MAXIMUM_WAITING = 3;

        private final long seed;
        private final Random random;
        private final TestDealer realm = new TestDealer(
                DealerOptions.DEFAULT.withLimits(new DealerLimits(100, 1_000, 1_000, MAXIMUM_WAITING, 1_000)));
        // All sessions share one loop, so that postponed calls are placed in the same order as in the reference.
        private final FakeLoop loop = realm.newLoop();
        private final ReferenceDealer reference = new ReferenceDealer(MAXIMUM_WAITING);
        private final List<Pair> pairs = new ArrayList<>();
        private final List<String> history = new ArrayList<>();
        private final Map<Payload, String> tags = new IdentityHashMap<>();
        private int lastTag;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void go() {
            for (int i = 0; i < 3; i++) {
                join();
            }
            int steps = 20 + random.nextInt(80);
            for (int i = 0; i < steps; i++) {
                step();
                // Calls never begin in the same microsecond, so they never expire at the same time.
                pass(1_000);
                compare();
            }
            while (pairs.size() > 0) {
                leave(pairs.get(random.nextInt(pairs.size())));
                compare();
            }
            try {
                realm.assertIdle();
            } catch (AssertionError e) {
                throw new AssertionError(describe(), e);
            }
        }

        private record Pattern(String uri, MatchPolicy match) {}

        /** Returns one of the procedures, or sometimes a pattern that covers some of them. */
        private Pattern somePattern() {
            return random.nextInt(3) == 0
                    ? PATTERNS.get(random.nextInt(PATTERNS.size()))
                    : new Pattern(PROCEDURES[random.nextInt(PROCEDURES.length)], MatchPolicy.EXACT);
        }

        private String describe() {
            return "seed " + seed + ":\n" + String.join("\n", history);
        }

        private void step() {
            int dice = random.nextInt(100);
            if (pairs.isEmpty() || (dice < 4 && pairs.size() < 5)) {
                join();
                return;
            }
            Pair pair = pairs.get(random.nextInt(pairs.size()));
            if (dice < 7) {
                leave(pair);
            } else if (dice < 20) {
                pair.register();
            } else if (dice < 24) {
                pair.unregister();
            } else if (dice < 26) {
                pair.revoke();
            } else if (dice < 58) {
                pair.call();
            } else if (dice < 66) {
                pair.cancel();
            } else if (dice < 70) {
                timeOut();
            } else if (dice < 78) {
                pair.progress();
            } else if (dice < 90) {
                pair.result();
            } else {
                pair.error();
            }
        }

        private void join() {
            boolean[] can = new boolean[5];
            for (int i = 0; i < can.length; i++) {
                can[i] = random.nextInt(4) > 0;
            }
            List<Feature> missing = new ArrayList<>();
            Feature[] features = {
                Feature.CALL_CANCELING,
                Feature.PROGRESSIVE_CALL_RESULTS,
                Feature.PROGRESSIVE_CALL_INVOCATIONS,
                Feature.CALL_REROUTE,
                Feature.REGISTRATION_REVOCATION
            };
            for (int i = 0; i < can.length; i++) {
                if (!can[i]) {
                    missing.add(features[i]);
                }
            }
            DealerClient client = realm.join(FakePeer.without(Role.CALLEE, missing.toArray(new Feature[0])), loop);
            ReferenceDealer.Session session =
                    new ReferenceDealer.Session(client.id(), can[0], can[1], can[0] && can[2], can[3], can[4]);
            pairs.add(new Pair(client, session));
            history.add(client.id() + " joins, without " + missing);
        }

        private void leave(Pair pair) {
            history.add(pair.client.id() + " leaves");
            reference.leave(pair.session);
            reference.settle();
            pair.client.leave();
            pair.compare();
            pairs.remove(pair);
        }

        private void timeOut() {
            long deadline = reference.nextDeadline(sessions());
            if (deadline > reference.now) {
                history.add("time passes until a call expires");
                pass(deadline - reference.now);
            }
        }

        private void pass(long nanos) {
            reference.now += nanos;
            reference.expire(sessions());
            reference.settle();
            realm.pass(Duration.ofNanos(nanos));
        }

        private List<ReferenceDealer.Session> sessions() {
            return pairs.stream().map(pair -> pair.session).toList();
        }

        private void compare() {
            pairs.forEach(Pair::compare);
        }

        private Payload tagged(String tag) {
            Payload payload = RouterPayload.text(tag);
            tags.put(payload, tag);
            return payload;
        }

        private String render(WampMessage message) {
            if (message instanceof Registered registered) {
                return "REGISTERED " + registered.request() + " " + registered.registration();
            }
            if (message instanceof Unregistered unregistered) {
                return unregistered.revocation() == null
                        ? "UNREGISTERED " + unregistered.request()
                        : "REVOKED " + unregistered.revocation().id();
            }
            if (message instanceof Invocation invocation) {
                String procedure = invocation.details().procedure();
                return "INVOCATION " + invocation.request() + " " + invocation.registration() + " "
                        + (procedure == null ? "" : "<" + procedure + "> ")
                        + (invocation.details().receiveProgress() ? "receive " : "")
                        + (invocation.details().progress() ? "progress " : "") + tags.get(invocation.payload());
            }
            if (message instanceof Result result) {
                return "RESULT " + result.request() + " " + (result.details().progress() ? "progress " : "")
                        + tags.get(result.payload());
            }
            if (message instanceof Interrupt interrupt) {
                return "INTERRUPT " + interrupt.request() + " "
                        + interrupt.options().mode().wire();
            }
            ErrorMessage error = (ErrorMessage) message;
            return "ERROR " + error.requestType() + " " + error.request() + " " + error.error();
        }

        /** A client of the dealer, together with its state in the reference dealer. */
        private final class Pair {
            private final DealerClient client;
            private final ReferenceDealer.Session session;
            private long lastRequest;
            private long lastInvocation;
            private long lastCall;

            Pair(DealerClient client, ReferenceDealer.Session session) {
                this.client = client;
                this.session = session;
            }

            void compare() {
                List<String> actual =
                        client.take().stream().map(Run.this::render).toList();
                List<String> expected = List.copyOf(session.sent);
                session.sent.clear();
                history.add("  " + client.id() + " is sent " + actual);
                lastInvocation = session.lastInvocation;
                if (!actual.equals(expected) || client.peer.violation() != null) {
                    assertThat(actual)
                            .as("what %s is sent (%s)\n%s", client.id(), client.peer.violation(), describe())
                            .isEqualTo(expected);
                    throw new AssertionError(client.peer.violation() + "\n" + describe());
                }
            }

            private void act(String what, Runnable onReference, Runnable onDealer) {
                history.add(client.id() + " " + what);
                onReference.run();
                reference.settle();
                loop.enter(onDealer);
                realm.settle();
            }

            void register() {
                long request = ++lastRequest;
                Pattern pattern = somePattern();
                InvocationPolicy policy = List.of(
                                InvocationPolicy.SINGLE,
                                InvocationPolicy.ROUNDROBIN,
                                InvocationPolicy.ROUNDROBIN,
                                InvocationPolicy.FIRST,
                                InvocationPolicy.LAST)
                        .get(random.nextInt(5));
                long bound = Math.max(0, random.nextInt(4) - 1);
                boolean force = random.nextInt(8) == 0;
                act(
                        "registers " + pattern + " " + policy + " concurrency " + bound + (force ? " by force" : ""),
                        () -> reference.register(
                                session, request, pattern.uri(), pattern.match(), policy, bound, force),
                        () -> client.session.register(new Register(
                                request,
                                new RegisterOptions(pattern.match(), policy, false, false, bound, force),
                                pattern.uri())));
            }

            void unregister() {
                long request = ++lastRequest;
                List<Long> own = List.copyOf(session.places.keySet());
                long registration = own.isEmpty() ? 1 + random.nextInt(3) : own.get(random.nextInt(own.size()));
                act(
                        "unregisters " + registration,
                        () -> reference.unregister(session, request, registration),
                        () -> client.session.unregister(new Unregister(request, registration)));
            }

            /** Revokes one of the client's registrations, as the meta API does. */
            void revoke() {
                List<Long> own = List.copyOf(session.places.keySet());
                if (!own.isEmpty()) {
                    long registration = own.get(random.nextInt(own.size()));
                    act(
                            "is taken out of " + registration,
                            () -> reference.revoke(session, registration),
                            () -> realm.dealer.revoke(registration, client.id(), null));
                }
            }

            void call() {
                // Sometimes sends a further CALL of a progressive call, even of one that has ended.
                long open = openRequest();
                boolean goesOn = open != 0 && random.nextInt(2) == 0;
                long request = goesOn ? open : ++lastRequest;
                String procedure = goesOn ? procedureOf(open) : PROCEDURES[random.nextInt(PROCEDURES.length)];
                boolean receive = random.nextInt(3) == 0;
                boolean progress = random.nextInt(4) == 0;
                long timeout = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
                String tag = "t" + ++lastTag;
                lastCall = request;
                act(
                        (goesOn ? "goes on with " : "calls ") + procedure + " as " + request
                                + (receive ? " receive" : "") + (progress ? " progress" : "") + " timeout " + timeout,
                        () -> reference.call(session, request, procedure, receive, progress, timeout * 1_000_000, tag),
                        () -> client.session.call(
                                new Call(
                                        request,
                                        new CallOptions(receive, progress, timeout, false, null, null, Passthru.NONE),
                                        procedure,
                                        tagged(tag)),
                                Permit.PLAIN));
            }

            private long openRequest() {
                for (ReferenceDealer.Call call : session.calls.values()) {
                    if (call.open) {
                        return call.request;
                    }
                }
                return session.endedOpen.stream().findFirst().orElse(0L);
            }

            private String procedureOf(long request) {
                ReferenceDealer.Call call = session.calls.get(request);
                return call == null ? PROCEDURES[0] : call.procedure;
            }

            void cancel() {
                List<Long> pending = List.copyOf(session.calls.keySet());
                long request = pending.isEmpty() ? lastCall : pending.get(random.nextInt(pending.size()));
                if (request == 0) {
                    return;
                }
                CancelMode mode = CancelMode.values()[random.nextInt(3)];
                act(
                        "cancels " + request + " " + mode,
                        () -> reference.cancel(session, request, mode),
                        () -> client.session.cancel(new Cancel(request, new CancelOptions(mode))));
            }

            /** Returns a pending call, or sometimes any call. */
            private long someInvocation() {
                List<Long> open = List.copyOf(session.invocations.keySet());
                if (open.isEmpty() || random.nextInt(6) == 0) {
                    return lastInvocation == 0 ? 0 : 1 + random.nextInt((int) lastInvocation);
                }
                return open.get(random.nextInt(open.size()));
            }

            void progress() {
                long invocation = someInvocation();
                if (invocation != 0) {
                    String tag = "p" + ++lastTag;
                    act(
                            "yields progress for " + invocation,
                            () -> reference.progress(session, invocation, tag),
                            () -> client.session.yield(
                                    new Yield(invocation, new YieldOptions(true, Passthru.NONE), tagged(tag))));
                }
            }

            void result() {
                long invocation = someInvocation();
                if (invocation != 0) {
                    String tag = "r" + ++lastTag;
                    act(
                            "yields for " + invocation,
                            () -> reference.result(session, invocation, tag),
                            () -> client.session.yield(new Yield(invocation, YieldOptions.NONE, tagged(tag))));
                }
            }

            void error() {
                long invocation = someInvocation();
                if (invocation != 0) {
                    String uri = random.nextInt(3) == 0 ? "com.app.bad" : ErrorUris.UNAVAILABLE;
                    act(
                            "fails " + invocation + " " + uri,
                            () -> reference.error(session, invocation, uri),
                            () -> client.session.error(new ErrorMessage(
                                    Invocation.CODE, invocation, ErrorDetails.NONE, uri, Payload.EMPTY)));
                }
            }
        }
    }
}
