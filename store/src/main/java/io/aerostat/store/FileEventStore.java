package io.aerostat.store;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps events in the files of a folder, so that the history and the retained events of a realm survive restarts and
 * crashes of the router (P25). Several realms may use one folder; two processes cannot. The files are open while a
 * realm uses them. Any thread.
 *
 * @param folder the folder of the files; it is created when it is needed
 */
public record FileEventStore(Path folder, FileStoreOptions options) implements EventStore {
    private static final String FILE = "events.mv";
    private static final String JOURNAL = "events.journal";

    /** Returns the file of the store. */
    public Path file() {
        return folder.resolve(FILE);
    }

    /** Returns the file with the newest changes, which are not in {@link #file} yet. A copy of the store needs both. */
    public Path journal() {
        return folder.resolve(JOURNAL);
    }

    /**
     * Opens a log, and the file if it is not open yet. Blocks.
     *
     * @throws IllegalStateException if another process uses the folder, the file is damaged, or the file is already
     *     open with other options
     * @throws java.io.UncheckedIOException if the folder cannot be created
     */
    @Override
    public EventLog open(String realm, HistoryRule rule) {
        String name = "history " + realm + " " + rule.match().wire() + " " + rule.uri();
        HistoryBounds bounds = new HistoryBounds(rule.limit(), options.bytesPerLog(), options.maxAge());
        return OpenStore.open(this, store -> new FileEventLog(store, name, bounds));
    }

    /** Opens the retained events of a realm in the same file. Blocks, and fails like {@link #open}. */
    @Override
    public Optional<RetainedLog> openRetained(String realm) {
        return Optional.of(OpenStore.open(this, store -> new FileRetainedLog(store, realm)));
    }
}
