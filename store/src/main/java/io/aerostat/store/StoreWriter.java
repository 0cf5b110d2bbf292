package io.aerostat.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the file on a thread of its own. All tasks that wait are done and committed together, so many publications
 * share the cost of a commit. Any thread may add tasks.
 */
final class StoreWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    private static final int LARGEST_BATCH = 4096;
    /** How long the writer waits for tasks before it uses the time to free space in the file. */
    private static final long IDLE_MILLIS = 200;

    /** The number of tasks in a batch above which the writer lets further tasks gather before the next commit. */
    private static final int MANY = 4;

    /** How long the writer lets tasks gather, so that more events share the cost of a commit. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(1500);

    /** The shortest time between two steps that free space. */
    private static final long COMPACTION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StoreFile file;
    private final FileStoreOptions options;
    private final BlockingQueue<StoreTask> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private long lastCompaction = System.nanoTime();
    private boolean gathers;
    private long lastReopening;
    private long lastReport;
    private boolean dirty;

    StoreWriter(StoreFile file, FileStoreOptions options) {
        this.file = file;
        this.options = options;
        this.thread = new Thread(this::run, "event-store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a task. Completes when its changes are in the file, and fails if they cannot be written. */
    CompletionStage<Void> add(StoreTask task) {
        if (task.isChange() && waitingBytes.addAndGet(task.bytes()) > options.waitingBytes()) {
            waitingBytes.addAndGet(-task.bytes());
            task.failed(new IllegalStateException("event store " + file + ": found more than " + options.waitingBytes()
                    + " bytes that wait to be written (the disk is too slow)"));
            return task.done();
        }
        queue.add(task);
        if (closed && queue.remove(task)) { // the thread may have ended before the task was added
            task.failed(isClosed());
        }
        return task.done();
    }

    private IllegalStateException isClosed() {
        return new IllegalStateException("event store " + file + " is closed");
    }

    private void run() {
        List<StoreTask> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            batch.clear();
            StoreTask first = next();
            if (first == null) {
                rest();
                continue;
            }
            if (gathers && !closed) {
                LockSupport.parkNanos(GATHER_NANOS);
            }
            batch.add(first);
            queue.drainTo(batch, LARGEST_BATCH);
            gathers = batch.size() > MANY;
            write(batch);
        }
    }

    private @Nullable StoreTask next() {
        try {
            return queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null; // cannot happen: no code interrupts this thread, because the engine would close the file
        }
    }

    /**
     * Frees space in the file while there is nothing to write. If the engine has closed the file after a failure of the
     * disk, opens the file again, so that events can be read.
     */
    private void rest() {
        try {
            ensureOpen();
        } catch (RuntimeException e) {
            LOG.debug("event store {}: the file cannot be opened again yet: {}", file, e.getMessage());
            return;
        }
        if (dirty && System.nanoTime() - lastCompaction > COMPACTION_NANOS) {
            dirty = false;
            checkpoint();
            if (file.isOpen()) {
                compact();
            }
        }
    }

    /** Empties the journal. If the disk fails, the journal keeps its changes. */
    private void checkpoint() {
        try {
            file.checkpoint();
        } catch (RuntimeException | Error e) { // the thread must continue
            LOG.warn("event store {}: the journal cannot be emptied: {}", file, StoreFile.plain(e));
        }
    }

    private void compact() {
        try {
            file.compact();
        } catch (RuntimeException e) {
            LOG.warn("event store {}: space in the file cannot be freed: {}", file, e.getMessage());
        }
        lastCompaction = System.nanoTime();
    }

    private void write(List<StoreTask> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Throwable failure = null;
        try {
            ensureOpen();
            boolean changes = false;
            for (StoreTask task : batch) {
                apply(task);
                file.checkpointIfFull();
                changes |= task.isChange();
            }
            if (changes) {
                file.commit();
                dirty = true;
            }
        } catch (RuntimeException | Error e) { // the thread must continue, whatever happens to one batch
            failure = failure(e);
            report(batch.size(), e);
        }
        long bytes = 0;
        for (StoreTask task : batch) {
            bytes += task.bytes();
        }
        waitingBytes.addAndGet(-bytes);
        for (StoreTask task : batch) {
            if (failure == null) {
                task.committed();
            } else {
                task.failed(failure);
            }
        }
        if (failure == null && System.nanoTime() - lastCompaction > COMPACTION_NANOS) {
            compact();
        }
    }

    /**
     * Does one task. If the engine cannot read what the task needs, only this task fails, and the other tasks continue.
     */
    private void apply(StoreTask task) {
        try {
            task.apply();
        } catch (RuntimeException | Error e) {
            if (!file.isOpen()) {
                throw e;
            }
            report(1, e);
            task.failed(failure(e));
        }
    }

    private IllegalStateException failure(Throwable cause) {
        return new IllegalStateException("event store " + file + ": " + StoreFile.plain(cause), cause);
    }

    /** Logs the first of several failures as an error, because a person must act, and the others only for debugging. */
    private void report(int tasks, Throwable failure) {
        long now = System.nanoTime();
        if (lastReport != 0 && now - lastReport < REPORT_NANOS) {
            LOG.debug("event store {}: {} changes are lost: {}", file, tasks, failure.toString());
            return;
        }
        lastReport = now;
        LOG.error("event store {}: {} changes are lost: {}", file, tasks, StoreFile.plain(failure));
    }

    private void ensureOpen() {
        if (file.isOpen()) {
            return;
        }
        long now = System.nanoTime();
        if (lastReopening != 0 && now - lastReopening < REOPEN_NANOS) {
            throw new IllegalStateException("the file is closed after a failure: " + file.failure());
        }
        lastReopening = now;
        file.reopen();
        LOG.info("event store {}: the file is open again", file);
    }

    /** Does the tasks that wait, and ends the thread. Blocks. */
    void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        List<StoreTask> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(task -> task.failed(isClosed()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
