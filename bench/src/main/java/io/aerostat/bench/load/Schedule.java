package io.aerostat.bench.load;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Runs an action at a fixed rate, without waiting for the outcome of earlier actions. Actions that are late run at
 * once.
 */
final class Schedule implements Runnable {
    private final double nanosBetween;
    private final BooleanSupplier ready;
    private final LongConsumer action;
    private final long startNanos = System.nanoTime();
    private long done;
    private boolean stopped;

    /** @param action the action; its argument is the time at which it was due, in terms of {@link System#nanoTime} */
    Schedule(double perSecond, LongConsumer action) {
        this(perSecond, () -> true, action);
    }

    /** @param ready checks whether the action may run now; otherwise, due actions wait */
    Schedule(double perSecond, BooleanSupplier ready, LongConsumer action) {
        this.ready = ready;
        this.nanosBetween = 1e9 / perSecond;
        this.action = action;
    }

    /** Runs the actions that are due. */
    @Override
    public void run() {
        long now = System.nanoTime();
        for (long due = due(); !stopped && due <= now && ready.getAsBoolean(); due = due()) {
            done++;
            action.accept(due);
        }
    }

    void stop() {
        stopped = true;
    }

    private long due() {
        return startNanos + (long) (done * nanosBetween);
    }
}
