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

    /**
     * Adds the work that was submitted directly after this one, if doing both together changes neither the events that
     * a session receives nor their order.
     *
     * @return false if the other work has to wait for its turn
     */
    boolean takeUp(LoopWork next);

    /** Called instead of {@link #serve} if the loop has ended. */
    void abandon();
}
