package io.aerostat.router.dealer;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregister;
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
import io.aerostat.router.dealer.Witness.Party;
import io.aerostat.router.dealer.Witness.SeenCall;
import io.aerostat.router.dealer.Witness.SeenInvocation;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Sessions on several loops act at random, while the tasks of the loops run in random order. So the test covers every
 * interleaving of tasks that real threads could produce. A {@link Witness} checks the messages. If a run fails, the
 * message of the failure contains the seed.
 */
@Conformance({"P1", "P2", "P22", "ORD-3", "ORD-4", "ORD-6", "ORD-8"})
class DealerInterleavingTest {
    private static final int RUNS = Integer.getInteger("aerostat.model.runs", 3_000);
    private static final long FIRST_SEED = Long.getLong("aerostat.model.seed", 1L);

    @Test
    void thePromisesHoldInEveryOrder() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            try {
                new Run(seed).go();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Run {
        private static final String[] PROCEDURES = {"com.app.a", "com.app.b", "com.app.c"};
        private static final String[] PREFIXES = {"com.app", "com.app.a"};
        private static final String[] WILDCARDS = {"com..b", ".app."};

        private final Random random;
        private final TestDealer realm =
                new TestDealer(DealerOptions.DEFAULT.withLimits(new DealerLimits(100, 1_000, 1_000, 4, 100)));
        private final Witness witness = new Witness(realm.timer.clock()::steadyNanos);
        private final List<FakeLoop> loops = new ArrayList<>();
        private final List<Client> clients = new ArrayList<>();
        private final boolean lossy;

        Run(long seed) {
            this.random = new Random(seed);
            this.lossy = random.nextInt(3) == 0;
        }

        void go() {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                loops.add(realm.newLoop());
            }
            for (int i = 0; i < 3; i++) {
                join();
            }
            for (int i = 40 + random.nextInt(160); i > 0; i--) {
                act();
                for (int tasks = random.nextInt(4); tasks > 0; tasks--) {
                    runSomeTask();
                }
                if (random.nextInt(10) == 0) {
                    realm.timer.advance(Duration.ofMillis(random.nextInt(15)));
                }
            }
            finish();
        }

        /** Lets all callees answer their invocations, and then checks that every call was answered. */
        private void finish() {
            boolean answered = true;
            while (answered) {
                realm.settle();
                answered = false;
                for (Client client : List.copyOf(clients)) {
                    answered |= client.answerAll();
                }
            }
            witness.requireAllAnswered();
            witness.requireOrder();
            realm.assertIdle();
            for (Client client : List.copyOf(clients)) {
                client.leave();
                runSomeTask();
            }
            realm.settle();
            realm.assertIdle();
            if (!realm.dealer.allRegistrations().isEmpty()) {
                throw new AssertionError("left behind: " + realm.dealer.allRegistrations());
            }
        }

        private void runSomeTask() {
            FakeLoop loop = pick(loops);
            if (loop.hasTasks()) {
                loop.runOne();
            }
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private void act() {
            int dice = random.nextInt(100);
            if (clients.isEmpty() || (dice < 4 && clients.size() < 6)) {
                join();
                return;
            }
            Client client = pick(clients);
            if (dice < 6) {
                client.leave();
            } else if (dice < 8) {
                client.isKilledByAnother();
            } else if (dice < 20) {
                client.register();
            } else if (dice < 23) {
                client.unregister();
            } else if (dice < 25) {
                client.isRevokedByAnother();
            } else if (dice < 60) {
                client.call();
            } else if (dice < 66) {
                client.cancel();
            } else if (dice < 76) {
                client.yield(true);
            } else if (dice < 90) {
                client.yield(false);
            } else {
                client.error();
            }
        }

        private void join() {
            List<Feature> missing = new ArrayList<>();
            for (Feature feature : List.of(
                    Feature.CALL_CANCELING,
                    Feature.PROGRESSIVE_CALL_INVOCATIONS,
                    Feature.CALL_REROUTE,
                    Feature.REGISTRATION_REVOCATION)) {
                if (random.nextInt(4) == 0) {
                    missing.add(feature);
                }
            }
            // A session that did not announce revocation gets no message about it, so neither the session nor the
            // witness could know that the registration is gone.
            missing.remove(Feature.REGISTRATION_REVOCATION);
            DealerClient client =
                    realm.join(FakePeer.without(Role.CALLEE, missing.toArray(new Feature[0])), pick(loops));
            Client joined = new Client(client, witness.joins(client.peer));
            clients.add(joined);
            if (lossy) {
                client.peer.fate(message -> fateOf(joined, message));
            }
        }

        private Sent fateOf(Client receiver, WampMessage message) {
            if (random.nextInt(60) == 0) {
                // The session is killed while a message to it is being sent.
                witness.messageIsLost();
                receiver.end();
                return Sent.CLOSED;
            }
            if ((message instanceof Invocation || message instanceof Result) && random.nextInt(30) == 0) {
                witness.messageIsLost();
                return pick(List.of(Sent.TOO_LARGE, Sent.NOT_EXPRESSIBLE, Sent.OVER_BUDGET));
            }
            return Sent.OK;
        }

        private final class Client {
            private final DealerClient client;
            private final Party party;
            private long lastRequest;

            Client(DealerClient client, Party party) {
                this.client = client;
                this.party = party;
            }

            private void say(Runnable action) {
                client.loop.enter(action);
                if (client.peer.violation() != null) {
                    throw new AssertionError(client.id() + " is accused: " + client.peer.violation());
                }
            }

            void leave() {
                say(this::end);
            }

            /** Kills the session from another loop, so that the kill can run before or after any other command. */
            void isKilledByAnother() {
                client.loop.execute(this::end);
            }

            /** Ends the session. On its loop. */
            private void end() {
                if (!party.left) {
                    witness.leaves(party);
                    clients.remove(this);
                    client.peer.end();
                    client.session.leave();
                }
            }

            void isRevokedByAnother() {
                if (!party.registrations.isEmpty()) {
                    witness.unregisters();
                    long registration = pick(List.copyOf(party.registrations));
                    pick(loops).enter(() -> realm.dealer.revoke(registration, client.id(), null));
                }
            }

            void register() {
                MatchPolicy match =
                        pick(List.of(MatchPolicy.EXACT, MatchPolicy.EXACT, MatchPolicy.PREFIX, MatchPolicy.WILDCARD));
                String[] uris = switch (match) {
                    case EXACT -> PROCEDURES;
                    case PREFIX -> PREFIXES;
                    case WILDCARD -> WILDCARDS;
                };
                RegisterOptions options = new RegisterOptions(
                        match,
                        pick(List.of(
                                InvocationPolicy.SINGLE,
                                InvocationPolicy.ROUNDROBIN,
                                InvocationPolicy.ROUNDROBIN,
                                InvocationPolicy.RANDOM,
                                InvocationPolicy.LAST)),
                        false,
                        false,
                        Math.max(0, random.nextInt(4) - 1),
                        random.nextInt(8) == 0);
                Register register = new Register(++lastRequest, options, uris[random.nextInt(uris.length)]);
                witness.says(party, register);
                say(() -> client.session.register(register));
            }

            void unregister() {
                if (!party.registrations.isEmpty()) {
                    long registration = pick(List.copyOf(party.registrations));
                    Unregister unregister = new Unregister(++lastRequest, registration);
                    witness.says(party, unregister);
                    // The request is refused if the registration was revoked and the message about that is still on its
                    // way.
                    say(() -> client.session.unregister(unregister));
                }
            }

            void call() {
                SeenCall open = party.calls.values().stream()
                        .filter(call -> call.open)
                        .findAny()
                        .orElse(null);
                boolean goesOn = open != null && random.nextInt(2) == 0;
                boolean partitioned = random.nextInt(6) == 0;
                CallOptions options = new CallOptions(
                        random.nextInt(3) == 0,
                        random.nextInt(4) == 0,
                        random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 0,
                        false,
                        partitioned ? "key" + random.nextInt(9) : null,
                        partitioned ? "partition" : null,
                        Passthru.NONE);
                Call call = new Call(
                        goesOn && open != null ? open.first.request() : ++lastRequest,
                        options,
                        goesOn && open != null ? open.first.procedure() : PROCEDURES[random.nextInt(3)],
                        RouterPayload.text("call"));
                witness.says(party, call);
                say(() -> client.session.call(call, Permit.PLAIN));
            }

            void cancel() {
                if (!party.calls.isEmpty()) {
                    SeenCall call = pick(List.copyOf(party.calls.values()));
                    witness.cancels(call);
                    CancelMode mode = CancelMode.values()[random.nextInt(3)];
                    say(() -> client.session.cancel(new Cancel(call.first.request(), new CancelOptions(mode))));
                }
            }

            private @Nullable SeenInvocation unanswered() {
                List<SeenInvocation> all = party.invocations.values().stream()
                        .filter(seen -> !seen.isAnswered())
                        .toList();
                return all.isEmpty() ? null : pick(all);
            }

            void yield(boolean progress) {
                SeenInvocation invocation = unanswered();
                if (invocation != null) {
                    this.yield(invocation, progress);
                }
            }

            private void yield(SeenInvocation invocation, boolean progress) {
                Yield yield = new Yield(
                        invocation.id, new YieldOptions(progress, Passthru.NONE), RouterPayload.text("result"));
                witness.says(invocation, yield);
                say(() -> client.session.yield(yield));
            }

            void error() {
                SeenInvocation invocation = unanswered();
                if (invocation != null) {
                    String uri = random.nextBoolean() ? ErrorUris.UNAVAILABLE : "com.app.bad";
                    witness.fails(invocation, uri);
                    say(() -> client.session.error(
                            new ErrorMessage(Invocation.CODE, invocation.id, ErrorDetails.NONE, uri, Payload.EMPTY)));
                }
            }

            boolean answerAll() {
                SeenInvocation next = unanswered();
                boolean any = next != null;
                while (next != null) {
                    this.yield(next, false);
                    next = unanswered();
                }
                return any;
            }
        }
    }
}
