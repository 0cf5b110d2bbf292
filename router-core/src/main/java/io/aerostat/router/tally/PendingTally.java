package io.aerostat.router.tally;

/**
 * The pending calls and invocations of one realm's sessions on one event loop. Methods that count must be called on
 * that loop; any thread may read.
 */
public final class PendingTally {
    private static final int CALLS = 0;
    private static final int INVOCATIONS = 1;

    private final LoopNumbers numbers = new LoopNumbers(2);

    /** Adds to the number of pending calls; a negative number subtracts calls that have ended. */
    public void addCalls(int more) {
        numbers.add(CALLS, more);
    }

    /** Adds to the number of pending invocations; a negative number subtracts invocations that have ended. */
    public void addInvocations(int more) {
        numbers.add(INVOCATIONS, more);
    }

    public long calls() {
        return numbers.get(CALLS);
    }

    public long invocations() {
        return numbers.get(INVOCATIONS);
    }
}
