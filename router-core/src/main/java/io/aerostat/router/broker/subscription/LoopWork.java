package io.aerostat.router.broker.subscription;

/** Events to deliver to the sessions of one loop. The work is submitted to that loop and then confined to it. */
public interface LoopWork {
    /**
     * Serves receivers until all are served or the budget is used up.
     *
     * @param budget the number of receivers that may be served, at least 1
     * @return the unused part of the budget
     */
    int serve(int budget);

    boolean isDone();

    /**
     * Merges {@code next} into this work, if each session then still gets the same events in the same order.
     * {@code next} was submitted directly after this work.
     *
     * @return false if {@code next} must wait for its turn
     */
    boolean tryMerge(LoopWork next);

    /** Called instead of {@link #serve} if the loop has ended. */
    void abandon();
}
