package io.aerostat.validation;

import org.jspecify.annotations.Nullable;

/**
 * The number of steps that the check of one payload may take. Without a limit, a small payload could keep a thread busy
 * for years, because the number of evaluations can double with each level of a recursive schema. The limit grows with
 * the payload. Confined to one thread.
 */
final class StepBudget {
    /** The number of steps that every check may take, whatever the size of the payload. */
    private static final long STEPS = 1_000_000;

    private static final long STEPS_PER_BYTE = 500;

    /** The budget of the check on each thread, for regular expressions, which get no context. */
    private static final ThreadLocal<@Nullable StepBudget> CURRENT = new ThreadLocal<>();

    private long left;

    private StepBudget(long steps) {
        this.left = steps;
    }

    /** Returns the budget for a payload of this size. */
    static StepBudget ofPayload(int bytes) {
        return new StepBudget(STEPS + STEPS_PER_BYTE * bytes);
    }

    /** Returns the budget of the check that runs on this thread; a new one if there is none. */
    static StepBudget ofThisThread() {
        StepBudget current = CURRENT.get();
        return current == null ? new StepBudget(STEPS) : current;
    }

    /** Sets the budget of the check that begins on this thread. */
    void enter() {
        CURRENT.set(this);
    }

    /** Removes the budget of this thread when a check has ended. */
    static void leave() {
        CURRENT.set(null);
    }

    /** Takes steps. Returns whether enough steps were left. */
    boolean take(int steps) {
        left -= steps;
        return left >= 0;
    }
}
