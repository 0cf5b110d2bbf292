package io.aerostat.router.dealer.selection;

import io.aerostat.protocol.option.InvocationPolicy;
import org.jspecify.annotations.Nullable;

/** A policy that picks one of the callees of a procedure (SHR-5, SHD-2). Any thread. */
public sealed interface CalleeSelection permits FirstSelection, LastSelection, RoundRobin, RandomSelection, Partition {
    /**
     * Claims candidates in the order of the policy until one serves the call.
     *
     * @param candidates in the order of their registration; this method does not change the array
     * @return the candidate that serves the call, or null if none can
     */
    <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim);

    /**
     * Called when the candidate at this position has left and the candidates behind it have moved up. Called by one
     * thread at a time.
     */
    default void left(int position) {}

    /** Returns a new selection for an invocation policy. Registrations do not share selections. */
    static CalleeSelection of(InvocationPolicy policy) {
        return switch (policy) {
            case SINGLE, FIRST -> FirstSelection.INSTANCE;
            case LAST -> LastSelection.INSTANCE;
            case ROUNDROBIN -> new RoundRobin();
            case RANDOM -> RandomSelection.INSTANCE;
        };
    }
}
