package io.aerostat.store;

import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.TopicSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.Cursor;

/** Topics of a snapshot, which the engine reads from the file. Only the reader's thread uses the cursor. */
final class FileTopics implements RetainedTopics {
    private static final int TOPICS_PER_PAGE = 128;
    private static final int BYTES_PER_PAGE = 64 << 10;

    private final OpenStore store;
    private final Cursor<String, byte[]> cursor;
    private final TopicSelection selection;
    private final Runnable unpin;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param unpin allows the engine to reuse the pages of the snapshot
     */
    FileTopics(OpenStore store, Cursor<String, byte[]> cursor, TopicSelection selection, Runnable unpin) {
        this.store = store;
        this.cursor = cursor;
        this.selection = selection;
        this.unpin = unpin;
    }

    @Override
    public CompletionStage<List<Topic>> next() {
        return store.read(this::page);
    }

    private List<Topic> page() {
        List<Topic> found = new ArrayList<>();
        int bytes = 0;
        while (!closed.get() && found.size() < TOPICS_PER_PAGE && bytes < BYTES_PER_PAGE && cursor.hasNext()) {
            String name = cursor.next();
            if (selection.isPrefix() && !name.startsWith(selection.name())) {
                break;
            }
            bytes += cursor.getValue().length;
            List<RetainedRecord> events = FileRetainedLog.readOrNone(store.file(), name, cursor.getValue());
            if (!events.isEmpty()) {
                found.add(new Topic(name, events));
            }
        }
        return found;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unpin.run();
        }
    }
}
