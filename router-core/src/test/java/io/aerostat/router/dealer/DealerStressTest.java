package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
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
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.time.RouterClock;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests callers and callees on real loops with real threads. Every payload carries its caller's number and a sequence
 * number.
 */
@Conformance({"P1", "P2", "P22", "ORD-3"})
class DealerStressTest {
    private static final String PROCEDURE = "com.app.work";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DefaultEventExecutorGroup loops = new DefaultEventExecutorGroup(4);
    private final HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);
    private final Dealer dealer =
            new Dealer(DealerOptions.DEFAULT, RouterClock.system(), timer, RegistrationListener.NONE);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    /** The calls that a callee has received, as caller × 2^32 + sequence number. */
    private final Set<Long> invoked = ConcurrentHashMap.newKeySet();

    private long lastId;

    @AfterEach
    void stop() {
        timer.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static Payload numbered(long who, long sequence) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(who).putLong(sequence).array();
        return Payload.validated(Serialization.CBOR, bytes, 0, bytes.length, 1);
    }

    private static long who(Payload payload) {
        return ByteBuffer.wrap(payload.array()).getLong(0);
    }

    private static long sequence(Payload payload) {
        return ByteBuffer.wrap(payload.array()).getLong(8);
    }

    private FakePeer peer() {
        return new FakePeer(++lastId, loops.next(), FakePeer.ALL_ROLES);
    }

    private static void on(EventExecutor loop, Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    private void assertIdle() {
        DealerStatistics statistics = dealer.statistics();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                statistics.pendingCalls() + statistics.pendingInvocations() + statistics.armedTimers())
                        .isZero());
        assertThat(timer.pendingTimeouts()).isZero();
        assertThat(faults).isEmpty();
    }

    /**
     * A callee that answers each invocation in a separate task, and checks that each caller's sequence numbers only
     * increase.
     */
    private class Worker {
        private final FakePeer peer = peer();
        private final DealerSession session = dealer.join(peer);
        private final Map<Long, Long> lastSeen = new HashMap<>();

        Worker(InvocationPolicy policy, int concurrency) {
            peer.onMessage(this::receive);
            on(
                    peer.loop(),
                    () -> session.register(new Register(1, CallOption.bounded(policy, concurrency), PROCEDURE)));
        }

        private void receive(WampMessage message) {
            peer.received().clear();
            if (message instanceof Invocation invocation) {
                long who = who(invocation.payload());
                long sequence = sequence(invocation.payload());
                invoked.add((who << 32) + sequence);
                Long before = lastSeen.put(who, sequence);
                if (before != null && before >= sequence) {
                    faults.add("callee " + peer.id() + " saw " + who + "'s " + before + " before " + sequence);
                }
                peer.loop().execute(() -> answer(invocation));
            } else {
                receiveOther(message);
            }
        }

        void receiveOther(WampMessage message) {}

        void leave() {
            on(peer.loop(), () -> {
                peer.end();
                session.leave();
            });
        }

        void answer(Invocation invocation) {
            session.yield(new Yield(invocation.request(), YieldOptions.NONE, invocation.payload()));
        }
    }

    /** A caller that keeps several calls pending until it has made all its calls, and counts the answers. */
    private class Customer {
        private final FakePeer peer = peer();
        private final DealerSession session = dealer.join(peer);
        private final int total;
        private final int window;
        private final CallOptions options;
        private final byte[] answers;
        private int made;
        private int answered;
        private int results;
        private volatile boolean done;

        Customer(int total, int window, CallOptions options) {
            this.total = total;
            this.window = window;
            this.options = options;
            this.answers = new byte[total + 1];
            peer.onMessage(this::receive);
        }

        void start() {
            peer.loop().execute(this::fill);
        }

        void fill() {
            while (made < total && made - answered < window) {
                made++;
                session.call(new Call(made, options, PROCEDURE, numbered(peer.id(), made)), Permit.PLAIN);
                afterCall(made);
            }
        }

        void afterCall(int request) {}

        DealerSession session() {
            return session;
        }

        void later(Runnable task) {
            peer.loop().execute(task);
        }

        private void receive(WampMessage message) {
            peer.received().clear();
            long request;
            if (message instanceof Result result) {
                request = result.request();
                results++;
                if (who(result.payload()) != peer.id() || sequence(result.payload()) != request) {
                    faults.add("caller " + peer.id() + " got another's result for " + request);
                }
            } else {
                ErrorMessage error = (ErrorMessage) message;
                request = error.request();
                errors.merge(error.error(), 1, Integer::sum);
                if (!isExpected(error.error())) {
                    faults.add("caller " + peer.id() + " got " + error.error());
                }
            }
            if (++answers[(int) request] != 1) {
                faults.add("caller " + peer.id() + " got " + answers[(int) request] + " answers to " + request);
            }
            answered++;
            if (answered == total) {
                done = true;
            } else {
                // Runs in a separate task, because calls made from within an answer would nest, up to a thousand deep.
                peer.loop().execute(this::fill);
            }
        }

        boolean isExpected(String error) {
            return false;
        }
    }

    /** A callee that registers and unregisters in turn, each in a separate task. */
    private final class Wavering extends Worker {
        private final InvocationPolicy policy;
        private int turns;
        private long lastRequest = 1;
        private volatile boolean done;

        Wavering(InvocationPolicy policy, int turns) {
            super(policy, 0);
            this.policy = policy;
            this.turns = turns;
            on(
                    super.peer.loop(),
                    () -> super.session.register(new Register(++lastRequest, CallOption.shared(policy), PROCEDURE)));
        }

        @Override
        void receiveOther(WampMessage message) {
            super.peer.loop().execute(() -> {
                if (message instanceof Registered registered && lastRequest > 1) {
                    super.session.unregister(new Unregister(++lastRequest, registered.registration()));
                } else if (message instanceof Unregistered && --turns > 0) {
                    super.session.register(new Register(++lastRequest, CallOption.shared(policy), PROCEDURE));
                } else if (turns == 0) {
                    done = true;
                }
            });
        }
    }

    private static void awaitAll(List<Customer> customers) {
        await().atMost(PATIENCE).until(() -> customers.stream().allMatch(customer -> customer.done));
    }

    @ParameterizedTest
    @EnumSource(
            value = InvocationPolicy.class,
            names = {"ROUNDROBIN", "RANDOM", "FIRST"})
    void everyCallHasItsOwnResultAndTheOrderIsKept(InvocationPolicy policy) {
        for (int i = 0; i < 5; i++) {
            new Worker(policy, 0);
        }
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            customers.add(new Customer(20_000, 64, i % 2 == 0 ? CallOptions.NONE : CallOption.timeout(60_000)));
        }
        customers.forEach(Customer::start);
        awaitAll(customers);
        assertIdle();
    }

    @Test
    @Conformance("SHR-7")
    void placesAreNeitherLostNorDoubledWhenCallsWait() {
        for (int i = 0; i < 3; i++) {
            new Worker(InvocationPolicy.ROUNDROBIN, 1 + i);
        }
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            customers.add(new Customer(10_000, 32, CallOptions.NONE));
        }
        customers.forEach(Customer::start);
        awaitAll(customers);
        assertIdle();
    }

    @Test
    @Conformance("P5")
    void aBurstToOneCalleeNeverFails() {
        new Worker(InvocationPolicy.SINGLE, 0);
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            customers.add(new Customer(256 * 20, 256, CallOptions.NONE));
        }
        customers.forEach(Customer::start);
        awaitAll(customers);
        assertIdle();
        customers.forEach(customer -> assertThat(customer.results).isEqualTo(customer.total));
    }

    /**
     * No call fails because of an UNREGISTER as long as another callee stays, whether or not its caller waits for each
     * answer.
     */
    @ParameterizedTest
    @EnumSource(
            value = InvocationPolicy.class,
            names = {"ROUNDROBIN", "RANDOM", "FIRST", "LAST"})
    @Conformance({"RPC-13", "ORD-8"})
    void noCallFailsWhileACalleeRegistersAndUnregistersBesideAnother(InvocationPolicy policy) {
        new Worker(policy, 0);
        List<Wavering> wavering = List.of(new Wavering(policy, 1_000), new Wavering(policy, 1_000));
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            customers.add(new Customer(5_000, i % 2 == 0 ? 1 : 32, CallOptions.NONE));
        }
        customers.forEach(Customer::start);
        awaitAll(customers);
        await().atMost(PATIENCE).until(() -> wavering.stream().allMatch(worker -> worker.done));
        assertIdle();
        customers.forEach(customer -> assertThat(customer.results).isEqualTo(customer.total));
    }

    /** If a caller waits for each answer, a call fails only if a callee received the call and then left. */
    @Test
    @Conformance("RPC-9")
    void onlyCallsThatWereSentFailWhenCalleesLeave() {
        new Worker(InvocationPolicy.ROUNDROBIN, 0);
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            customers.add(new Customer(5_000, 1, CallOptions.NONE) {
                @Override
                boolean isExpected(String error) {
                    return error.equals(ErrorUris.CANCELED) && invoked.contains((super.peer.id() << 32) + super.made);
                }
            });
        }
        customers.forEach(Customer::start);
        while (!customers.stream().allMatch(customer -> customer.done)) {
            new Worker(InvocationPolicy.ROUNDROBIN, 0).leave();
        }
        assertIdle();
    }

    @Test
    @Conformance({"RPC-8", "RPC-9", "CAN-4", "TMO-7"})
    void callsEndOnceWhileCalleesComeAndGoAndCallersCancel() {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            customers.add(new Customer(10_000, 50, CallOption.timeout(1 + i)) {
                @Override
                void afterCall(int request) {
                    if (request % 7 == 0) {
                        CancelMode mode = CancelMode.values()[request % 3];
                        later(() -> session().cancel(new Cancel(request, new CancelOptions(mode))));
                    }
                }

                @Override
                boolean isExpected(String error) {
                    return List.of(ErrorUris.CANCELED, ErrorUris.TIMEOUT, ErrorUris.NO_SUCH_PROCEDURE)
                            .contains(error);
                }
            });
        }
        SplittableRandom random =
                new SplittableRandom(ThreadLocalRandom.current().nextLong());
        ArrayDeque<Worker> workers = new ArrayDeque<>();
        workers.add(new Worker(InvocationPolicy.ROUNDROBIN, 0));
        customers.forEach(Customer::start);
        while (!customers.stream().allMatch(customer -> customer.done)) {
            workers.add(new Worker(InvocationPolicy.ROUNDROBIN, random.nextInt(3)));
            if (workers.size() > 3) {
                workers.remove().leave();
            }
        }
        workers.forEach(Worker::leave);
        assertIdle();
        assertThat(dealer.allRegistrations()).isEmpty();
        // The test has covered both callees that answered and callees that left.
        assertThat(customers.stream().mapToInt(customer -> customer.results).sum())
                .isPositive();
        assertThat(errors.keySet()).contains(ErrorUris.CANCELED);
    }
}
