package io.aerostat.balloon;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the instruments at an interval, on a thread of its own, until closed. */
final class Instruments implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Instruments.class);

    private final ScheduledExecutorService timer;

    private Instruments(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    static Instruments start(Duration interval, Runnable reading) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "balloon-instruments");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(() -> read(reading), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return new Instruments(timer);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Reads the instruments once. Catches exceptions, because an exception would end the schedule for good. */
    private static void read(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            log.warn("instruments not read", e);
        }
    }
}
