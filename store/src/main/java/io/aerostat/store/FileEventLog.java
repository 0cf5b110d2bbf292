package io.aerostat.store;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.store.record.EventRecord;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** The kept events of one topic or pattern in the file. Any thread, unless a method says otherwise. */
final class FileEventLog implements EventLog {
    /** The largest number of events beyond the limit. Removing several at once changes fewer pages. */
    private static final int MOST_SURPLUS = 256;

    private final OpenStore store;
    private final String name;
    private final HistoryBounds bounds;
    /** The map that the writer's thread uses; null before its first event. */
    private @Nullable MVMap<Long, byte[]> open;

    private final MessageBufferPacker buffer = MessagePack.newDefaultBufferPacker(); // confined to the writer's thread
    private long total; // of the newest record; confined to the writer's thread
    private @Nullable OldestEvent oldest; // confined to the writer's thread; null if it is not known
    private volatile long written;

    FileEventLog(OpenStore store, String name, HistoryBounds bounds) {
        this.store = store;
        this.name = name;
        this.bounds = bounds;
        Long last = store.file().map(name).lastKey();
        this.written = last == null ? 0 : last;
    }

    @Override
    public long lastNumber() {
        return written;
    }

    /** An event on its way to the file. */
    private final class AppendTask extends StoreTask {
        private final long number;
        private final StoredEvent event;

        AppendTask(long number, StoredEvent event) {
            super(event.payload().size());
            this.number = number;
            this.event = event;
        }

        @Override
        void apply() {
            put(number, EventRecord.write(event, buffer));
        }
    }

    @Override
    public CompletionStage<Void> append(long number, StoredEvent event) {
        return store.writer().add(new AppendTask(number, event));
    }

    /**
     * Adds a record to the map, and removes the oldest ones beyond the bounds. Called on the writer's thread; the
     * writer commits afterwards.
     */
    private void put(long number, byte[] record) {
        MVMap<Long, byte[]> map = map();
        store.file().put(name, map, number, CountedRecord.of(number, total, record));
        total += record.length;
        written = number;
        OldestEvent oldest = this.oldest;
        if (oldest == null) {
            oldest = OldestEvent.of(map);
            this.oldest = oldest;
        }
        boolean removesSurplus = map.sizeAsLong() - bounds.events() > Math.min(MOST_SURPLUS, bounds.events() / 8);
        if (removesSurplus || oldest.isBeyond(total, bounds, oldestAllowed())) {
            removeOldest(map, removesSurplus);
            this.oldest = null;
        }
    }

    /** Returns the map. If it has just been opened, reads the total of the newest record. */
    private MVMap<Long, byte[]> map() {
        MVMap<Long, byte[]> present = open;
        if (present == null || !store.file().owns(present)) {
            present = store.file().map(name);
            Long last = present.lastKey();
            byte[] newest = last == null ? null : present.get(last);
            total = newest == null ? 0 : CountedRecord.total(newest);
            oldest = null;
            open = present;
        }
        return present;
    }

    private void removeOldest(MVMap<Long, byte[]> map, boolean removesSurplus) {
        long surplus = removesSurplus ? map.sizeAsLong() - bounds.events() : 0;
        Instant allowed = oldestAllowed();
        for (Cursor<Long, byte[]> cursor = map.cursor(null); cursor.hasNext(); surplus--) {
            Long number = cursor.next();
            if (surplus <= 0 && !OldestEvent.of(number, cursor.getValue()).isBeyond(total, bounds, allowed)) {
                return;
            }
            map.remove(number);
        }
    }

    private Instant oldestAllowed() {
        return bounds.age().isZero() ? Instant.MIN : Instant.now().minus(bounds.age());
    }

    @Override
    public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
        Instant oldest = oldestAllowed();
        return store.read(() -> new HistorySearch(store.file().map(name), bounds.events(), query)
                .run(event -> !event.timestamp().isBefore(oldest) && visible.test(event)));
    }

    @Override
    public CompletionStage<Long> find(long publication) {
        Instant oldest = oldestAllowed();
        return afterChanges(() -> new HistoryRange(store.file().map(name)).find(publication, oldest));
    }

    @Override
    public CompletionStage<EventRange> range(long from, long to) {
        if (written >= to) {
            return store.read(() -> new HistoryRange(store.file().map(name)).read(from, to));
        }
        return afterChanges(() -> new HistoryRange(store.file().map(name)).read(from, to));
    }

    /** Reads after all earlier events have been written to the map or have failed. */
    private <T> CompletionStage<T> afterChanges(Supplier<T> read) {
        StoreTask nothing = new StoreTask() {
            @Override
            void apply() {
                // The task changes nothing. It only waits for its turn.
            }
        };
        return store.writer().add(nothing).handle((none, failure) -> null).thenCompose(none -> store.read(read));
    }

    /** Closes the file as the engine does when the disk fails. For tests. */
    void failDisk() {
        store.file().closeAfterFailure();
    }

    @Override
    public void close() {
        store.release();
    }
}
