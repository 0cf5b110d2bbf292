package io.aerostat.router.broker.subscription;

/** Events for sessions of one loop. Submitted to that loop and confined to it. */
public interface LoopWork {
    /**
     * Serves receivers until none is left or the budget is used up.
     *
     * @param budget the number of receivers that may be served, at least 1
     * @return the rest of the budget
     */
    int serve(int budget);

    boolean isDone();

    /** Called once, when the work is done or can no longer be done. */
    void finish();
}
