package io.aerostat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An open file with its two threads, shared by all logs of the process in this folder, because the file is locked.
 * Closing the last log closes the file. Any thread.
 */
final class OpenStore {
    private static final int MOST_QUERIES = 1000;

    /** The open stores by folder. The lock of this map also guards the opening and closing of files. */
    private static final Map<Path, OpenStore> OPEN = new HashMap<>();

    private final Path folder;
    private final FileStoreOptions options;
    private final StoreFile file;
    private final StoreWriter writer;
    private final ThreadPoolExecutor reader;
    private volatile boolean closing;
    private int users = 1;

    private OpenStore(Path folder, FileStoreOptions options, StoreFile file) {
        this.folder = folder;
        this.options = options;
        this.file = file;
        this.writer = new StoreWriter(file, options);
        this.reader = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_QUERIES), OpenStore::readerThread);
    }

    private static Thread readerThread(Runnable task) {
        Thread thread = new Thread(task, "event-store-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the open store of a folder, or opens it. {@link #release} must be called once for each call. Blocks. */
    static OpenStore acquire(FileEventStore wanted) {
        synchronized (OPEN) {
            Path folder = created(wanted.folder());
            OpenStore present = OPEN.get(folder);
            if (present != null) {
                if (!present.options.equals(wanted.options())) {
                    throw new IllegalStateException("event store " + folder + ": found " + wanted.options()
                            + " (expected the options with which it is open: " + present.options + ")");
                }
                present.users++;
                return present;
            }
            OpenStore opened = new OpenStore(folder, wanted.options(), StoreFile.open(wanted));
            OPEN.put(folder, opened);
            return opened;
        }
    }

    /**
     * Opens a part of the store in a folder.
     *
     * @throws IllegalStateException if the file is damaged
     */
    static <T> T open(FileEventStore wanted, Function<OpenStore, T> part) {
        OpenStore store = acquire(wanted);
        try {
            return part.apply(store);
        } catch (RuntimeException e) {
            store.release();
            throw new IllegalStateException("event store " + store.file + ": " + StoreFile.plain(e), e);
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("event store " + folder + ": the folder cannot be created", e);
        }
    }

    StoreFile file() {
        return file;
    }

    StoreWriter writer() {
        return writer;
    }

    /**
     * Runs a query on the thread that reads.
     *
     * @return fails if the store is closed, or too many queries wait
     */
    <T> CompletionStage<T> read(Supplier<T> query) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        if (closing) {
                            throw new IllegalStateException("event store " + folder + " is closed");
                        }
                        return query.get();
                    },
                    reader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(new IllegalStateException(
                    "event store " + folder + ": found a closed store, or more than " + MOST_QUERIES
                            + " queries that wait (expected fewer, of an open store)",
                    e));
        }
    }

    /** Closes the file if no other log uses it. Writes the waiting events first. Blocks. */
    void release() {
        synchronized (OPEN) {
            if (--users == 0) {
                writer.close();
                closing = true;
                reader.shutdown();
                awaitReader();
                file.close();
                OPEN.remove(folder);
            }
        }
    }

    /** Waits for the running query. Never interrupts the query's thread, because the engine would close the file. */
    private void awaitReader() {
        boolean interrupted = false;
        while (!reader.isTerminated()) {
            try {
                reader.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
