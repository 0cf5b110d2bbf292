package io.aerostat.test;

import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of a procedure that a test registers in place of a service. The test waits for the calls. Any thread. */
public final class ReceivedCalls {
    private final Arrivals<Invocation> calls;

    private ReceivedCalls(Arrivals<Invocation> calls) {
        this.calls = calls;
    }

    /** Registers a procedure that answers every call with the same result. */
    public static ReceivedCalls answering(Session session, String procedure, @Nullable Object result) {
        return of(session, ProcedureOffer.of(procedure), invocation -> result);
    }

    /** Registers a procedure whose calls this handler answers. */
    public static ReceivedCalls of(Session session, String procedure, InvocationHandler handler) {
        return of(session, ProcedureOffer.of(procedure), handler);
    }

    /** Registers a procedure, or all procedures that match a pattern. */
    public static ReceivedCalls of(Session session, ProcedureOffer offer, InvocationHandler handler) {
        Arrivals<Invocation> calls = new Arrivals<>(session, "calls of " + offer.uri());
        session.register(offer, invocation -> {
                    calls.add(invocation);
                    return handler.handle(invocation);
                })
                .await(Arrivals.DEADLINE);
        return new ReceivedCalls(calls);
    }

    /**
     * Waits at most five seconds for the next call.
     *
     * @throws NotReceived if no call has arrived in time
     */
    public Invocation next() {
        return calls.next(Arrivals.DEADLINE);
    }

    /** Does the same as {@link #next()}, but waits at most for this time. */
    public Invocation next(Duration deadline) {
        return calls.next(deadline);
    }

    /**
     * Waits for the next {@code count} calls, at most five seconds for all of them together.
     *
     * @throws NotReceived if fewer calls have arrived in time
     */
    public List<Invocation> next(int count) {
        return calls.next(count, Arrivals.DEADLINE);
    }

    /** Returns the calls that have arrived and that the test has not taken yet, without waiting. */
    public List<Invocation> drain() {
        return calls.drain();
    }
}
