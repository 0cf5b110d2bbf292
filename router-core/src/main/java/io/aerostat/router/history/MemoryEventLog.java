package io.aerostat.router.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Keeps the events of one topic or pattern in memory. Readers take no lock, so they never delay a publisher. */
final class MemoryEventLog implements EventLog {
    private static final int LARGEST_RANGE = 256;

    private final int limit;
    private final long maxBytes;
    private final ConcurrentSkipListMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();
    private int size; // the number of entries, which the map itself would have to count; guarded by the lock
    private long bytes; // guarded by the lock
    /** The number of the newest event that is no longer kept. Set before the event is removed. */
    private volatile long removedUpTo;

    MemoryEventLog(int limit, long maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    // Synchronized, because several threads may add events if this log takes the place of a log of JetStream.
    @Override
    public synchronized CompletionStage<Void> append(long number, StoredEvent event) {
        events.put(number, event);
        size++;
        bytes += event.payload().size();
        while (size > limit || bytes > maxBytes) {
            Map.Entry<Long, StoredEvent> oldest = events.firstEntry();
            removedUpTo = oldest.getKey();
            events.remove(oldest.getKey());
            size--;
            bytes -= oldest.getValue().payload().size();
        }
        return DONE;
    }

    @Override
    public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
        return CompletableFuture.completedFuture(query.select(new ArrayList<>(events.values()), visible));
    }

    /** Begins with the newest events, because most subscribers continue after a short interruption. */
    @Override
    public CompletionStage<Long> find(long publication) {
        if (publication == BEFORE_ALL) {
            return CompletableFuture.completedFuture(removedUpTo);
        }
        for (Map.Entry<Long, StoredEvent> each : events.descendingMap().entrySet()) {
            if (each.getValue().publication() == publication) {
                return CompletableFuture.completedFuture(each.getKey());
            }
        }
        return CompletableFuture.completedFuture(NOT_FOUND);
    }

    @Override
    public CompletionStage<EventRange> range(long from, long to) {
        List<StoredEvent> found = new ArrayList<>();
        long following = to + 1;
        for (Map.Entry<Long, StoredEvent> each : events.tailMap(from, true).entrySet()) {
            if (each.getKey() > to) {
                break;
            }
            found.add(each.getValue());
            if (found.size() == LARGEST_RANGE) {
                following = each.getKey() + 1;
                break;
            }
        }
        boolean isComplete = removedUpTo < from; // read last, so that an event that was missed counts as removed
        return CompletableFuture.completedFuture(new EventRange(found, following, isComplete));
    }
}
