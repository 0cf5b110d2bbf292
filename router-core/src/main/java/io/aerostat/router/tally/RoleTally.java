package io.aerostat.router.tally;

import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import io.aerostat.router.realm.CallStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The activity of one role's sessions on one event loop, as numbers and as spans of traces. Methods that count must be
 * called on that loop; any thread may read.
 */
public final class RoleTally {
    private static final int PUBLICATIONS = 0;
    private static final int EVENTS = 1;
    private static final int NANOS = 2;
    private static final int ENDS = 3;
    private static final int DURATIONS = ENDS + CallEnd.COUNT;
    private static final long[] BOUNDS =
            CallStatistics.BOUNDS.stream().mapToLong(bound -> bound.toNanos()).toArray();

    /** Used for sessions without statistics, for example in tests. Nobody reads its numbers. */
    public static final RoleTally UNCOUNTED = new RoleTally(false, Tracing.NONE);

    private final boolean measuresCalls;
    private final Tracing tracing;
    private final LoopNumbers numbers = new LoopNumbers(DURATIONS + BOUNDS.length + 1);

    /**
     * Creates a tally.
     *
     * @param measuresCalls whether to measure the durations of calls
     * @param tracing makes the spans of calls and publications
     */
    RoleTally(boolean measuresCalls, Tracing tracing) {
        this.measuresCalls = measuresCalls;
        this.tracing = tracing;
    }

    /**
     * Begins the router's span of a call or publication; returns {@link TraceSpan#NONE} if the router is not traced.
     *
     * @param parent the context in the client's message; without a context, the span begins a trace
     */
    public TraceSpan begin(String uri, @Nullable TraceContext parent) {
        return tracing == Tracing.NONE ? TraceSpan.NONE : tracing.start(Tracing.Kind.ROUTE, uri, parent);
    }

    /** Checks whether the durations of calls are measured. */
    public boolean measuresCalls() {
        return measuresCalls;
    }

    public void countPublication() {
        numbers.add(PUBLICATIONS, 1);
    }

    /** Counts an event that was sent to a subscriber. */
    public void countEvent() {
        numbers.add(EVENTS, 1);
    }

    /** Counts a call that has ended, without a duration. */
    public void countCall(CallEnd end) {
        numbers.add(ENDS + end.ordinal(), 1);
    }

    /** Counts a call that has ended, with its duration in nanoseconds. */
    public void countCall(CallEnd end, long nanos) {
        countCall(end);
        numbers.add(NANOS, nanos);
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        numbers.add(DURATIONS + bucket, 1);
    }

    long publications() {
        return numbers.get(PUBLICATIONS);
    }

    long events() {
        return numbers.get(EVENTS);
    }

    CallStatistics calls() {
        Map<String, Long> ends = new TreeMap<>();
        for (int i = 0; i < CallEnd.COUNT; i++) {
            ends.put(CallEnd.at(i).word(), numbers.get(ENDS + i));
        }
        Long[] durations = new Long[BOUNDS.length + 1];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = numbers.get(DURATIONS + i);
        }
        return new CallStatistics(ends, List.of(durations), numbers.get(NANOS));
    }
}
