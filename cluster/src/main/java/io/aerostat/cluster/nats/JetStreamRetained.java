package io.aerostat.cluster.nats;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.RetainedCopy;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy of a realm's retained events in a stream. A thread of its own reads the stream once, and then writes each
 * topic that has changed. Only the names of changed topics wait; the thread takes the events of a topic from memory
 * when it writes them. The memory for the names is bounded: if too many topics change, as during a long outage of
 * JetStream, the thread later compares the whole stream with the memory. So no change is lost. Any thread.
 */
final class JetStreamRetained implements RetainedCopy {
    private static final Logger LOG = LoggerFactory.getLogger(JetStreamRetained.class);

    private static final int LARGEST_BATCH = 256;
    private static final long RETRY_MILLIS = 500;
    private static final long CLOSING_MILLIS = 3_000;
    /** At this age, another node's event has certainly arrived here, unless the link has ended. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final OpenJetStream store;
    private final RetainedStream stream;
    private final Duration settling;
    private final Thread thread;
    /** The topics to write. This object is the lock for itself and the fields below. */
    private final ChangedTopics changed;

    /** Whether the stream may lack changes of topics that are not waiting, so that a comparison is necessary. */
    private boolean isIncomplete;
    /** The time of {@code System.nanoTime()} from which the comparison may begin. */
    private long comparesAt;

    private @Nullable RetainedComparison comparison; // null if no comparison runs; set only on the copy's thread
    private boolean closed;
    /**
     * Whether {@code close} has given up waiting for the thread. The thread must then end, because the realm may start
     * again.
     */
    private boolean isGivenUp;

    private boolean isMemoryUsed;
    /** Whether the last attempt has succeeded. */
    private boolean answers = true;
    /** The time of {@code System.nanoTime()} at the creation, and later at the last attempt that failed. */
    private long failedAt = System.nanoTime();

    private @Nullable Original original; // null before the start

    JetStreamRetained(OpenJetStream store, StreamName name, JetStreamStoreOptions options) {
        this(store, name, options, SETTLING);
    }

    JetStreamRetained(OpenJetStream store, StreamName name, JetStreamStoreOptions options, Duration settling) {
        this.store = store;
        this.stream = new RetainedStream(name, options);
        this.settling = settling;
        this.changed = new ChangedTopics(options.waitingBytes());
        this.thread = new Thread(this::run, "event-store-retained");
        thread.setDaemon(true);
    }

    @Override
    public void start(Original events) {
        original = events;
        thread.start();
    }

    private Original original() {
        return Objects.requireNonNull(original, "the copy has not been started");
    }

    @Override
    public CompletionStage<Void> changed(String topic) {
        synchronized (changed) {
            if (isMemoryUsed) {
                return EventLog.DONE;
            }
            if (closed) {
                return CompletableFuture.failedStage(new IllegalStateException("the store is closed"));
            }
            CompletableFuture<Void> copied = changed.add(topic);
            changed.notifyAll();
            if (copied == null) {
                compareFrom(System.nanoTime());
                return CompletableFuture.failedStage(
                        new IllegalStateException("too many changes wait to be copied; this one is copied later"));
            }
            return answers ? copied : CompletableFuture.failedStage(WaitingEvent.delayed());
        }
    }

    private void run() {
        try {
            boolean isRead = false;
            while (!store.isAbsent()) {
                Map<String, CompletableFuture<Void>> batch = new LinkedHashMap<>();
                try {
                    if (!isRead) {
                        open(store.connected());
                        stream.read(store.connected(), original()::restore);
                        isRead = true;
                        succeeded();
                    }
                    if (!take(batch)) {
                        return;
                    }
                    Connection connection = store.connected();
                    open(connection);
                    compare(batch, connection);
                    write(batch, connection);
                    succeeded();
                } catch (IOException | JetStreamApiException | RuntimeException e) { // the exceptions that jnats throws
                    stream.mayBeGone();
                    failed(batch, String.valueOf(e.getMessage()));
                    if (!pause()) {
                        return;
                    }
                }
            }
            leaveToMemory();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds or creates the stream. A new stream gets all topics. */
    private void open(Connection connection) throws IOException, JetStreamApiException {
        if (stream.ensure(connection)) {
            synchronized (changed) {
                compareFrom(System.nanoTime());
            }
        }
    }

    /** Plans a comparison. Called under the lock. */
    private void compareFrom(long time) {
        isIncomplete = true;
        comparesAt = time;
    }

    /** Checks whether a comparison is running, or may begin. Called under the lock. */
    private boolean mustCompare() {
        return comparison != null || (isIncomplete && System.nanoTime() - comparesAt >= 0);
    }

    /**
     * Waits for changed topics, or until a comparison has something to do, and moves some of the topics to a batch.
     * Returns false if the copy is closed, and either complete or given up.
     */
    private boolean take(Map<String, CompletableFuture<Void>> batch) throws InterruptedException {
        synchronized (changed) {
            while (changed.isEmpty() && !mustCompare() && !closed) {
                long millis = TimeUnit.NANOSECONDS.toMillis(comparesAt - System.nanoTime()) + 1;
                changed.wait(isIncomplete ? Math.max(millis, 1) : 0); // 0: until there is a change
            }
            changed.moveTo(batch, LARGEST_BATCH);
            return !isGivenUp && (!batch.isEmpty() || mustCompare());
        }
    }

    /**
     * Continues or begins a comparison, if there is one to do. Adds the topics that it finds to a batch. The comparison
     * pauses while many changes wait, because it would delay these changes and add more topics to them.
     */
    private void compare(Map<String, CompletableFuture<Void>> batch, Connection connection)
            throws IOException, JetStreamApiException {
        RetainedComparison running;
        boolean isSettled;
        synchronized (changed) {
            if (!mustCompare() || changed.isHalfFull()) {
                return;
            }
            if (comparison == null) {
                comparison = new RetainedComparison(stream, original(), settling);
                isIncomplete = false; // the comparison finds all changes made so far
            }
            running = comparison;
            isSettled = System.nanoTime() - failedAt >= settling.toNanos();
        }
        running.step(connection, isSettled, topic -> batch.computeIfAbsent(topic, none -> new CompletableFuture<>()));
        if (!running.hasEnded()) {
            return;
        }
        synchronized (changed) {
            comparison = null;
            if (!running.isComplete() && !isIncomplete) {
                compareFrom(System.nanoTime() + settling.toNanos());
            }
        }
        if (running.changes() > 0) {
            LOG.info("event store {}: the {} were compared with the stream: {}", store, stream, running);
        }
    }

    /** Writes the topics of a batch, and removes each written topic from the batch. Fails if topics are left. */
    private void write(Map<String, CompletableFuture<Void>> batch, Connection connection)
            throws IOException, JetStreamApiException, InterruptedException {
        Map<String, CompletableFuture<PublishAck>> confirmations = new LinkedHashMap<>();
        for (String topic : batch.keySet()) {
            confirmations.put(topic, stream.put(connection, topic, original().events(topic)));
        }
        long deadline = System.nanoTime() + OpenJetStream.PATIENCE.toNanos();
        Throwable last = null;
        for (Map.Entry<String, CompletableFuture<PublishAck>> each : confirmations.entrySet()) {
            Throwable problem = StreamSender.await(each.getValue(), deadline);
            if (problem == null) {
                done(batch, each.getKey()).complete(null);
            } else if (StreamSender.isFinal(problem)) {
                LOG.warn("event store {}: the {} lack {}: {}", store, stream, each.getKey(), problem.getMessage());
                done(batch, each.getKey()).completeExceptionally(problem);
            } else {
                last = problem;
            }
        }
        if (last != null) {
            throw new IOException(last.getMessage(), last);
        }
    }

    private static CompletableFuture<Void> done(Map<String, CompletableFuture<Void>> batch, String topic) {
        return Objects.requireNonNull(batch.remove(topic), topic);
    }

    private void succeeded() {
        boolean isNew;
        synchronized (changed) {
            isNew = !answers;
            answers = true;
        }
        if (isNew) {
            LOG.info("event store {}: the stream of the {} answers again", store, stream);
        }
    }

    /** Fails the waiting publications. Their topics are written later. */
    private void failed(Map<String, CompletableFuture<Void>> batch, String reason) {
        boolean isNew;
        List<CompletableFuture<Void>> waiting = new ArrayList<>(batch.values());
        synchronized (changed) {
            isNew = answers;
            answers = false;
            failedAt = System.nanoTime();
            waiting.addAll(changed.replaceFutures());
            changed.putBack(batch.keySet());
        }
        if (isNew) {
            LOG.warn("event store {}: changes of the {} wait to be stored: {}", store, stream, reason);
        }
        waiting.forEach(each -> each.completeExceptionally(WaitingEvent.delayed()));
    }

    /** Waits before the next attempt. Returns false if the copy is closed. */
    private boolean pause() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        synchronized (changed) {
            long millis = RETRY_MILLIS;
            while (!closed && millis > 0) {
                changed.wait(millis); // each change ends this wait
                millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
            return !closed;
        }
    }

    /** Ends the wait of all publications, because NATS has no JetStream. */
    private void leaveToMemory() {
        List<CompletableFuture<Void>> waiting;
        synchronized (changed) {
            isMemoryUsed = true;
            waiting = changed.clear();
            isIncomplete = false;
        }
        waiting.forEach(each -> each.complete(null));
    }

    @Override
    public void close() {
        synchronized (changed) {
            closed = true;
            changed.notifyAll();
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<CompletableFuture<Void>> left;
        boolean lacksMore;
        synchronized (changed) {
            left = changed.clear();
            lacksMore = isIncomplete || comparison != null;
            isGivenUp = true;
        }
        if (!left.isEmpty() || lacksMore) {
            LOG.warn(
                    "event store {}: the node ends, and the {} lack the last change of {} topics{}",
                    store,
                    stream,
                    left.size(),
                    lacksMore ? ", and perhaps of others" : "");
            left.forEach(each -> each.completeExceptionally(new IllegalStateException("the store is closed")));
        }
        store.release();
    }
}
