package io.aerostat.store;

import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.history.TopicSelection;
import io.aerostat.store.record.BrokenRecordException;
import io.aerostat.store.record.Checksum;
import io.aerostat.store.record.RetainedRecords;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retained events of one realm in the file: a map from each topic to its events. The engine reads pages of this map
 * when they are needed, so the heap holds only the engine's cache, however many topics there are. Any thread, unless a
 * method says otherwise.
 */
final class FileRetainedLog implements RetainedLog {
    private static final Logger LOG = LoggerFactory.getLogger(FileRetainedLog.class);

    private static final String TOTALS = "totals";

    private final OpenStore store;
    private final String realm;
    private final String name;
    private final MessageBufferPacker buffer = MessagePack.newDefaultBufferPacker(); // confined to the writer's thread
    private volatile RetainedTotals totals; // written by the writer's thread
    /**
     * Whether the totals have been counted again without events that cannot be read. Confined to the writer's thread.
     */
    private boolean countsOnlyReadable;

    /** The maps that the writer's thread uses. */
    private MVMap<String, byte[]> topics;

    private MVMap<String, byte[]> sums;

    FileRetainedLog(OpenStore store, String realm) {
        this.store = store;
        this.realm = realm;
        this.name = "retained " + realm;
        this.topics = store.file().topics(name);
        this.sums = store.file().topics(TOTALS);
        this.totals = readTotals();
    }

    private RetainedTotals readTotals() {
        byte[] record = sums.get(realm);
        if (record == null && topics.isEmpty()) {
            return RetainedTotals.NONE;
        }
        try {
            if (record != null) {
                return TotalsRecord.read(Checksum.check(realm, record));
            }
        } catch (BrokenRecordException e) {
            LOG.warn(
                    "event store {}: the retained events of {} are counted again: {}",
                    store.file(),
                    realm,
                    e.getMessage());
        }
        return count();
    }

    /** Counts the events that can be read. */
    private RetainedTotals count() {
        RetainedTotals counted = RetainedTotals.NONE;
        for (Cursor<String, byte[]> cursor = topics.cursor(null); cursor.hasNext(); ) {
            String topic = cursor.next();
            counted = counted.replacing(List.of(), readOrNone(store.file(), topic, cursor.getValue()));
        }
        return counted;
    }

    @Override
    public RetainedTotals totals() {
        return totals;
    }

    /** A change of one topic, on its way to the file. */
    private final class ChangeTask extends StoreTask {
        private final String topic;
        private final Change change;
        private @Nullable RuntimeException refusal;

        ChangeTask(String topic, int bytes, Change change) {
            super(bytes);
            this.topic = topic;
            this.change = change;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a change that changes nothing returns the same list
        void apply() {
            openMaps();
            List<RetainedRecord> before = present(topic);
            RetainedTotals sum = totals;
            List<RetainedRecord> after;
            try {
                after = change.apply(before, sum);
            } catch (RuntimeException e) {
                refusal = e;
                return;
            }
            if (after == before) {
                return;
            }
            store.file().put(name, topics, topic, after.isEmpty() ? null : recordOf(topic, after));
            RetainedTotals changed = sum.replacing(before, after);
            store.file().put(TOTALS, sums, realm, Checksum.add(realm, TotalsRecord.write(changed)));
            totals = changed;
        }

        @Override
        void committed() {
            if (refusal == null) {
                super.committed();
            } else {
                failed(refusal);
            }
        }
    }

    private byte[] recordOf(String topic, List<RetainedRecord> events) {
        return Checksum.add(topic, RetainedRecords.write(events, buffer));
    }

    @Override
    public CompletionStage<Void> change(String topic, int bytes, Change change) {
        return store.writer().add(new ChangeTask(topic, bytes, change));
    }

    private void openMaps() {
        if (!store.file().owns(topics)) {
            topics = store.file().topics(name);
            sums = store.file().topics(TOTALS);
            totals = readTotals();
            countsOnlyReadable = false;
        }
    }

    /**
     * Returns the events of a topic. Events that cannot be read count as absent, so that new events can replace them.
     */
    private List<RetainedRecord> present(String topic) {
        byte[] bytes = topics.get(topic);
        if (bytes == null) {
            return List.of();
        }
        List<RetainedRecord> events = readOrNone(store.file(), topic, bytes);
        if (events.isEmpty() && !countsOnlyReadable) {
            // The totals may include events that cannot be read. The number of these events is unknown.
            RetainedTotals counted = count();
            long lastPlace = Math.max(totals.lastPlace(), counted.lastPlace());
            totals = new RetainedTotals(counted.events(), counted.bytes(), counted.digest(), lastPlace);
            countsOnlyReadable = true;
        }
        return events;
    }

    /**
     * Returns the events of a topic. If they cannot be read, logs the failure and returns an empty list. Any thread.
     */
    static List<RetainedRecord> readOrNone(StoreFile file, String topic, byte[] bytes) {
        try {
            return RetainedRecords.read(Checksum.check(topic, bytes));
        } catch (BrokenRecordException e) {
            LOG.warn("event store {}: the retained events of {} cannot be read: {}", file, topic, e.getMessage());
            return List.of();
        }
    }

    /** Takes a snapshot between two changes. */
    private final class SnapshotTask extends StoreTask {
        private final TopicSelection selection;
        private final Runnable whenTaken;
        private final CompletableFuture<RetainedTopics> taken = new CompletableFuture<>();

        SnapshotTask(TopicSelection selection, Runnable whenTaken) {
            this.selection = selection;
            this.whenTaken = whenTaken;
        }

        @Override
        void apply() {
            openMaps();
            whenTaken.run();
            String end = selection.isPrefix() ? null : selection.name();
            Runnable unpin = store.file().pin();
            taken.complete(new FileTopics(store, topics.cursor(selection.name(), end, false), selection, unpin));
        }

        @Override
        void failed(Throwable failure) {
            super.failed(failure);
            taken.completeExceptionally(failure);
        }
    }

    @Override
    public CompletionStage<RetainedTopics> snapshot(TopicSelection selection, Runnable whenTaken) {
        SnapshotTask task = new SnapshotTask(selection, whenTaken);
        store.writer().add(task);
        return task.taken;
    }

    @Override
    public void close() {
        store.release();
    }
}
