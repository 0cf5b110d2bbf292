package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.YIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A caller at one node that calls a callee at another node at a steady rate, whatever the answers are. Each call
 * carries its number. The callee checks that the numbers ascend (P22), and the caller checks that each call is answered
 * exactly once (P1).
 */
final class CallLoad implements AutoCloseable {
    private final String procedure;
    private final Peer callee;
    private final Peer caller;
    private final Thread sending;
    /** The time at which each call without an answer was sent, by its request id. */
    private final Map<Long, Long> pending = new ConcurrentHashMap<>();

    private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong results = new AtomicLong();
    private volatile long lastCanceledAt = System.nanoTime();
    private volatile boolean over;
    private long lastInvocation;

    private CallLoad(ClusterNode from, ClusterNode to, String procedure, int callsASecond) {
        this.procedure = procedure;
        callee = Peer.join(to.socket()).register(procedure);
        callee.receive("callee of " + procedure, this::invoked);
        caller = Peer.join(from.socket()).receive("caller of " + procedure, this::answered);
        sending = new Thread(() -> send(callsASecond), "calls of " + procedure);
        sending.setDaemon(true);
    }

    /** Joins the caller and callee, and begins to call. */
    static CallLoad start(ClusterNode from, ClusterNode to) {
        return start(from, to, Scale.CALLS_A_SECOND);
    }

    static CallLoad start(ClusterNode from, ClusterNode to, int callsASecond) {
        CallLoad load = new CallLoad(from, to, "com.load.from." + from.name() + ".to." + to.name(), callsASecond);
        load.sending.start();
        return load;
    }

    private void send(int callsASecond) {
        long start = System.nanoTime();
        for (long number = 1; !over && !caller.hasEnded(); number++) {
            long request = caller.nextRequest();
            pending.put(request, System.nanoTime());
            caller.send(CALL, request, Map.of(), procedure, List.of(number));
            long next = start + number * 1_000_000_000L / callsASecond;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void invoked(Message message) {
        if (message.type() == INVOCATION) {
            long number = (Long) message.list(4).get(0);
            if (number <= lastInvocation) {
                faults.add("invocation " + number + " after " + lastInvocation);
            }
            lastInvocation = number;
            callee.send(YIELD, message.id(1), Map.of(), List.of(number));
        }
    }

    private void answered(Message message) {
        boolean isResult = message.type() == RESULT;
        if (!isResult && message.type() != ERROR) {
            faults.add("found " + message);
            return;
        }
        long request = message.id(isResult ? 1 : 2);
        Long sentAt = pending.remove(request);
        if (sentAt == null) {
            faults.add("another answer to call " + request + ": " + message);
        } else if (isResult) {
            // The number of each call equals its request id, because the caller sends no other requests.
            if (!message.list(3).get(0).equals(request)) {
                faults.add("call " + request + " got the answer " + message);
            }
            results.incrementAndGet();
            latencies.add(System.nanoTime() - sentAt);
        } else {
            errors.computeIfAbsent(message.text(4), uri -> new AtomicLong()).incrementAndGet();
            if (message.text(4).equals("wamp.error.canceled")) {
                lastCanceledAt = System.nanoTime();
            }
        }
    }

    long results() {
        return results.get();
    }

    /** Returns the number of calls that ended in an error, by the URI of the error. */
    Map<String, AtomicLong> errors() {
        return Map.copyOf(errors);
    }

    /** Waits until this number of further calls have got a result. */
    void awaitMore(int calls) {
        long goal = results.get() + calls;
        await(calls + " more results of " + procedure).atMost(Scale.SOON).until(() -> results.get() >= goal);
    }

    /** Returns the age of the oldest call without an answer. */
    Duration oldestPending() {
        long now = System.nanoTime();
        return pending.values().stream()
                .min((one, other) -> Long.signum(one - other))
                .map(sentAt -> Duration.ofNanos(now - sentAt))
                .orElse(Duration.ZERO);
    }

    /** Returns the time from a given moment to the last end of a call by {@code wamp.error.canceled}. */
    Duration lastCanceledAfter(long nanoTime) {
        return Duration.ofNanos(lastCanceledAt - nanoTime);
    }

    /** Discards the latencies measured before this call. */
    void measureAnew() {
        latencies.clear();
    }

    /** Returns the median time from a call to its result. */
    Duration medianLatency() {
        List<Long> sorted = latencies.stream().sorted().toList();
        return Duration.ofNanos(sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2));
    }

    /** Stops calling, and checks that each call has got exactly one answer. */
    void finish() {
        over = true;
        await("answers to all calls of " + procedure)
                .atMost(Scale.SOON)
                .until(() -> !sending.isAlive() && (pending.isEmpty() || caller.hasEnded()));
        assertThat(faults).as(procedure).isEmpty();
    }

    /** Stops calling, and checks that each call has got its result. */
    void finishWithoutErrors() {
        finish();
        assertThat(errors).as(procedure).isEmpty();
        assertThat(caller.hasEnded()).isFalse();
        assertThat(results).as("results of %s", procedure).hasPositiveValue();
    }

    @Override
    public void close() {
        over = true;
        caller.close();
        callee.close();
    }

    @Override
    public String toString() {
        return procedure + ": " + results + " results, errors " + errors;
    }
}
