package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A supervision loop whose time advances only when a test advances it. */
final class FakeLoop implements SupervisionLoop {

    private record Timer(long at, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long now;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(now + delay.toNanos(), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    void runPending() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    void advance(Duration duration) {
        runPending();
        long end = now + duration.toNanos();
        for (Optional<Timer> next = due(end); next.isPresent(); next = due(end)) {
            timers.remove(next.get());
            now = Math.max(now, next.get().at());
            next.get().task().run();
            runPending();
        }
        now = end;
    }

    private Optional<Timer> due(long end) {
        return timers.stream().filter(t -> t.at() <= end).min(Comparator.comparingLong(Timer::at));
    }
}
