package io.aerostat.router.dealer;

import io.aerostat.router.time.RouterClock;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer whose time stands still until the test moves it. */
public final class FakeTimer implements Timer {
    private final List<Entry> entries = new ArrayList<>();
    private long now = 1_000;

    public RouterClock clock() {
        return new RouterClock(() -> Instant.EPOCH.plusNanos(now), () -> now);
    }

    public void advance(Duration time) {
        long end = now + time.toNanos();
        for (Entry due = firstUntil(end); due != null; due = firstUntil(end)) {
            now = Math.max(now, due.at);
            entries.remove(due);
            due.fire();
        }
        now = end;
    }

    private @Nullable Entry firstUntil(long end) {
        return entries.stream()
                .filter(entry -> entry.at <= end)
                .min(Comparator.comparingLong(entry -> entry.at))
                .orElse(null);
    }

    public int armed() {
        return entries.size();
    }

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Entry entry = new Entry(task, now + unit.toNanos(delay));
        entries.add(entry);
        return entry;
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }

    private final class Entry implements Timeout {
        private final TimerTask task;
        private final long at;
        private boolean expired;

        Entry(TimerTask task, long at) {
            this.task = task;
            this.at = at;
        }

        void fire() {
            expired = true;
            try {
                task.run(this);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Timer timer() {
            return FakeTimer.this;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return expired;
        }

        @Override
        public boolean isCancelled() {
            return !expired && !entries.contains(this);
        }

        @Override
        public boolean cancel() {
            return entries.remove(this);
        }
    }
}
