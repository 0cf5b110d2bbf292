package io.aerostat.bench.load;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Something to do at a fixed rate, whether or not what was done before has had an effect. What is late is caught up. */
final class Schedule implements Runnable {
    private final double nanosBetween;
    private final BooleanSupplier ready;
    private final LongConsumer action;
    private final long startNanos = System.nanoTime();
    private long done;
    private boolean stopped;

    /** @param action what to do; it is told when it was intended, in the time of {@link System#nanoTime} */
    Schedule(double perSecond, LongConsumer action) {
        this(perSecond, () -> true, action);
    }

    /** @param ready what must hold for the action; while it does not, what is due waits */
    Schedule(double perSecond, BooleanSupplier ready, LongConsumer action) {
        this.ready = ready;
        this.nanosBetween = 1e9 / perSecond;
        this.action = action;
    }

    /** Does what is due. */
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
