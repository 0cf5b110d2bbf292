package io.aerostat.router.broker.subscription;


/** Events for sessions of one loop. Handed to that loop and confined to it. */
public interface LoopWork {
    /**
     * Serves receivers until nothing is left or the budget is used up.
     *
     * @param budget how many receivers may be served, at least 1
     * @return what is left of the budget
     */
    int serve(int budget);

    boolean isDone();

    /** Called once, when the work is done or cannot be done any more. */
    void finish();
}
