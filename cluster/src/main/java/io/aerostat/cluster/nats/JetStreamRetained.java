package io.aerostat.cluster.nats;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.RetainedCopy;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
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
 * when it writes them. So no change is lost while JetStream does not answer, and the memory grows only with the number
 * of topics that have changed. This number has no bound, because the names of topics whose events were removed also
 * wait. Any thread.
 */
final class JetStreamRetained implements RetainedCopy {
    private static final Logger LOG = LoggerFactory.getLogger(JetStreamRetained.class);

    private static final int LARGEST_BATCH = 256;
    private static final long RETRY_MILLIS = 500;
    private static final long CLOSING_MILLIS = 3_000;

    private final OpenJetStream store;
    private final RetainedStream stream;
    private final Thread thread;
    /**
     * The topics to write, each with the future that its publishers wait for. This map is the lock for itself and the
     * fields below.
     */
    private final Map<String, CompletableFuture<Void>> changed = new LinkedHashMap<>();

    private boolean closed;
    private boolean isMemoryUsed;
    /** Whether the last attempt has succeeded. */
    private boolean answers = true;

    private @Nullable Original original; // null before the start

    JetStreamRetained(OpenJetStream store, StreamName name, JetStreamStoreOptions options) {
        this.store = store;
        this.stream = new RetainedStream(name, options);
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
            CompletableFuture<Void> copied = changed.computeIfAbsent(topic, none -> new CompletableFuture<>());
            changed.notifyAll();
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
                    batch = take();
                    if (batch.isEmpty()) {
                        return;
                    }
                    write(batch, store.connected());
                    succeeded();
                } catch (IOException | JetStreamApiException | RuntimeException e) { // as jnats throws them
                    stream.mayBeGone();
                    failed(batch, String.valueOf(e.getMessage()));
                    if (!rest()) {
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
            original().topics().forEach(this::changed);
        }
    }

    /** Waits for changed topics, and returns some of them; none if the copy is closed and complete. */
    private Map<String, CompletableFuture<Void>> take() throws InterruptedException {
        Map<String, CompletableFuture<Void>> batch = new LinkedHashMap<>();
        synchronized (changed) {
            while (changed.isEmpty() && !closed) {
                changed.wait();
            }
            Iterator<Map.Entry<String, CompletableFuture<Void>>> each =
                    changed.entrySet().iterator();
            while (each.hasNext() && batch.size() < LARGEST_BATCH) {
                Map.Entry<String, CompletableFuture<Void>> next = each.next();
                batch.put(next.getKey(), next.getValue());
                each.remove();
            }
        }
        return batch;
    }

    /** Writes the topics of a batch, and removes each written topic from the batch. Fails if topics are left. */
    private void write(Map<String, CompletableFuture<Void>> batch, Connection connection)
            throws IOException, JetStreamApiException, InterruptedException {
        open(connection);
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
            waiting.addAll(changed.values());
            batch.keySet().forEach(topic -> changed.put(topic, new CompletableFuture<>()));
            changed.replaceAll((topic, failed) -> new CompletableFuture<>());
        }
        if (isNew) {
            LOG.warn("event store {}: changes of the {} wait to be stored: {}", store, stream, reason);
        }
        waiting.forEach(each -> each.completeExceptionally(WaitingEvent.delayed()));
    }

    /** Waits before the next attempt. Returns false if the copy is closed. */
    private boolean rest() throws InterruptedException {
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
            waiting = List.copyOf(changed.values());
            changed.clear();
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
        synchronized (changed) {
            left = List.copyOf(changed.values());
            changed.clear();
        }
        if (!left.isEmpty()) {
            LOG.warn(
                    "event store {}: the node ends, and the {} lack the last change of {} topics",
                    store,
                    stream,
                    left.size());
            left.forEach(each -> each.completeExceptionally(new IllegalStateException("the store is closed")));
        }
        store.release();
    }
}
