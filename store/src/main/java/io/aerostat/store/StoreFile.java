package io.aerostat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded engine, with its journal. The engine closes itself when the disk fails; {@link #reopen} then
 * opens the file again. Any thread may read; one thread writes.
 */
final class StoreFile {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);

    /** The share of live bytes in the file, in percent, below which the writer moves pages to free space. */
    private static final int FILL_RATE = 60;

    private static final int COMPACTED_BYTES = 4 << 20;

    /** The size of the journal above which the engine commits, in bytes. */
    private static final long LARGE_JOURNAL = 4 << 20;

    /** The memory of changed pages above which the engine commits, in bytes. The limit is lower for a small heap. */
    private static final long MOST_UNSAVED =
            Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 16);

    /** The map with the generation of the journal. */
    private static final String JOURNAL = "journal";

    private static final String GENERATION = "generation";

    private final Path file;
    private final FileStoreOptions options;
    private final Journal journal;
    private volatile MVStore store;
    /**
     * Whether the engine has ever committed a generation of the journal. Before the first such commit, the journal has
     * no changes.
     */
    private boolean journals;

    private @Nullable Throwable failure;

    private StoreFile(Path file, FileStoreOptions options, Journal journal, MVStore store) {
        this.file = file;
        this.options = options;
        this.journal = journal;
        this.store = store;
    }

    /**
     * Opens or creates the files.
     *
     * @throws IllegalStateException if another process uses the files, or they are damaged or cannot be read
     */
    static StoreFile open(FileEventStore wanted) {
        MVStore store = openStore(wanted.file(), wanted.options());
        Journal journal;
        try {
            journal = Journal.open(wanted.journal());
        } catch (IllegalStateException e) {
            store.closeImmediately();
            throw e;
        }
        StoreFile opened = new StoreFile(wanted.file(), wanted.options(), journal, store);
        try {
            opened.replay();
            return opened;
        } catch (RuntimeException | AssertionError e) { // if assertions are on, some of them find a damaged file first
            store.closeImmediately();
            journal.close();
            throw e instanceof IllegalStateException told
                    ? told
                    : new IllegalStateException("event store " + wanted.file() + ": " + damaged(e), e);
        }
    }

    /** Repeats the changes in the journal that the engine has not committed. */
    private void replay() {
        byte[] generation = topics(JOURNAL).get(GENERATION);
        journals = generation != null && generation.length == Long.BYTES;
        if (journals) {
            journal.replay(ByteBuffer.wrap(generation).getLong(), new Journal.Changes() {
                @Override
                public void put(String map, long key, byte[] value) {
                    map(map).put(key, value);
                    saveIfFull();
                }

                @Override
                public void put(String map, String key, byte @Nullable [] value) {
                    if (value == null) {
                        topics(map).remove(key);
                    } else {
                        topics(map).put(key, value);
                    }
                    saveIfFull();
                }
            });
        }
    }

    /**
     * Commits if many changes are in memory, so that a replay needs little memory. If the process ends afterwards, the
     * next process begins the replay again.
     */
    private void saveIfFull() {
        if (isFull()) {
            store.commit();
        }
    }

    private boolean isFull() {
        return store.getUnsavedMemory() > MOST_UNSAVED;
    }

    /**
     * Opens the engine without automatic commits. An automatic commit could include only one of two changes that must
     * be committed together.
     */
    private static MVStore openStore(Path file, FileStoreOptions options) {
        try {
            return new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(options.cacheMegabytes())
                    .open();
        } catch (MVStoreException e) {
            throw new IllegalStateException("event store " + file + ": " + plain(e), e);
        } catch (RuntimeException e) { // the engine does not check everything that it reads
            throw new IllegalStateException("event store " + file + ": " + damaged(e), e);
        }
    }

    /** Returns a description of a failure for the person who runs the node. */
    static String plain(Throwable failure) {
        if (failure instanceof UncheckedIOException ofJournal) {
            return String.valueOf(ofJournal.getMessage());
        }
        return failure instanceof MVStoreException engine ? plain(engine) : failure.toString();
    }

    private static String plain(MVStoreException failure) {
        return switch (failure.getErrorCode()) {
            case org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED ->
                "found a file that another process uses (expected one process for each store)";
            case org.h2.mvstore.DataUtils.ERROR_FILE_CORRUPT -> damaged(failure);
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String damaged(Throwable failure) {
        return "found a damaged file (expected one that this store has written): " + failure.getMessage();
    }

    /** Returns the events of a log, by their numbers in the order of arrival. */
    MVMap<Long, byte[]> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    /** Returns the retained events of a realm, by topic. */
    MVMap<String, byte[]> topics(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    /** Keeps the pages of the present version in the file until the returned task runs. */
    Runnable pin() {
        MVStore pinned = store;
        MVStore.TxCounter version = pinned.registerVersionUsage();
        return () -> {
            if (!pinned.isClosed()) {
                pinned.deregisterVersionUsage(version);
            }
        };
    }

    /** Checks whether a map belongs to the file as it is open now. */
    boolean owns(MVMap<?, ?> map) {
        return map.getStore() == store;
    }

    /** Adds an event to the map of a log. The next {@link #commit} makes the change durable. */
    void put(String name, MVMap<Long, byte[]> map, long number, byte[] record) {
        map.put(number, record);
        journal.add(name, number, record);
    }

    /** Sets or removes the value of a topic. The next {@link #commit} makes the change durable. */
    void put(String name, MVMap<String, byte[]> map, String topic, byte @Nullable [] value) {
        if (value == null) {
            map.remove(topic);
        } else {
            map.put(topic, value);
        }
        journal.add(name, topic, value);
    }

    /**
     * Makes all changes durable. Blocks.
     *
     * @throws UncheckedIOException if the journal cannot be written; the changes are then gone, and the file is closed
     */
    void commit() {
        if (!journals || journal.size() > LARGE_JOURNAL) {
            checkpoint();
            return;
        }
        try {
            journal.write(options.sync());
        } catch (IOException e) {
            UncheckedIOException told = new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
            closeAfterFailure(told);
            throw told;
        }
    }

    /** Calls {@link #checkpoint} if the changed pages need much memory. Called when no task is half done. Blocks. */
    void checkpointIfFull() {
        if (isFull()) {
            checkpoint();
        }
    }

    /**
     * Makes the engine commit all changes, so that the journal can begin again. Blocks. If this fails, the file is
     * closed, because the file may hold the present or the next generation; {@link #reopen} finds out which one.
     */
    void checkpoint() {
        long next = ThreadLocalRandom.current().nextLong();
        try {
            topics(JOURNAL)
                    .put(
                            GENERATION,
                            ByteBuffer.allocate(Long.BYTES).putLong(next).array());
            store.commit();
            if (options.sync()) {
                store.sync();
            }
        } catch (RuntimeException | Error e) {
            closeAfterFailure(e);
            throw e;
        }
        journal.begin(next);
        journals = true;
    }

    /** Frees space that deleted events have left, in a bounded step. Blocks. */
    void compact() {
        store.compact(FILL_RATE, COMPACTED_BYTES);
    }

    boolean isOpen() {
        return !store.isClosed();
    }

    /** Opens the file again after the engine has closed it. */
    void reopen() {
        closeAfterFailure();
        store = openStore(file, options);
        try {
            replay();
        } catch (RuntimeException | Error e) {
            closeAfterFailure(e);
            throw e;
        }
    }

    /** Returns why the file has been closed, or null. */
    @Nullable
    Throwable failure() {
        Throwable panic = store.getPanicException();
        return panic == null ? failure : panic;
    }

    private void closeAfterFailure(Throwable cause) {
        failure = cause;
        closeAfterFailure();
    }

    /** Closes the file without writing, as the engine does after a failure. */
    void closeAfterFailure() {
        journal.discard();
        store.closeImmediately();
    }

    /** Closes the file. Does not fail: each change that could not be written has reported its own failure. */
    void close() {
        try {
            if (isOpen()) {
                if (journal.size() > 0) {
                    checkpoint();
                }
                journal.clear();
            }
            store.close();
        } catch (RuntimeException
                | IOException
                | AssertionError e) { // if assertions are on, some of them find a damaged file first
            LOG.warn("event store {}: the file cannot be closed in an orderly way: {}", file, plain(e));
            store.closeImmediately();
        }
        journal.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
