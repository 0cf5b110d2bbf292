package io.aerostat.router.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Keeps the events of one topic or pattern in memory. */
final class MemoryEventLog implements EventLog {
    private final int limit;
    private final long maxBytes;
    private final Deque<StoredEvent> events = new ArrayDeque<>();
    private long bytes;

    MemoryEventLog(int limit, long maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    // Synchronized, because publishers on all loops append events. The lock is held for one queue operation.
    @Override
    public synchronized void append(StoredEvent event) {
        if (event.payload().size() > maxBytes) {
            return;
        }
        events.addLast(event);
        bytes += event.payload().size();
        while (events.size() > limit || bytes > maxBytes) {
            bytes -= events.removeFirst().payload().size();
        }
    }

    @Override
    public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
        return CompletableFuture.completedFuture(query.select(snapshot(), visible));
    }

    // Synchronized, like append. The lock is held while references are copied.
    private synchronized List<StoredEvent> snapshot() {
        return List.copyOf(events);
    }
}
