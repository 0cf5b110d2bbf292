package io.aerostat.cluster.nats;

import io.aerostat.router.history.StoredEvent;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in JetStream on a thread of its own. Events wait in bounded lines, one for each log, until a stream has
 * confirmed them. An event that is sent again, because its confirmation did not arrive, is stored once.
 *
 * <p>While JetStream does not answer, no publisher waits: each publication fails at once, but its event stays in its
 * line, and is stored as soon as JetStream answers again. Any thread may add events; the lock is held only briefly.
 */
final class JetStreamWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JetStreamWriter.class);

    private static final int LARGEST_BATCH = 256;
    private static final int MOST_EVENTS = 65_536;
    private static final long RETRY_MILLIS = 250;
    /** How long the writer waits for events before it checks the connection again. */
    private static final long IDLE_MILLIS = 1_000;

    private static final long CLOSING_MILLIS = 3_000;

    private final OpenJetStream store;
    private final long mostBytes;
    private final Thread thread;
    /** The events that are not confirmed. This object guards itself, the lines, and the fields below. */
    private final Map<JetStreamLog, WaitingLine> lines = new LinkedHashMap<>();

    private int events;
    private long bytes;
    private boolean isConnected = true;
    private boolean closed;
    private boolean isMemoryUsed;
    private long lost;

    JetStreamWriter(OpenJetStream store, long mostBytes) {
        this.store = store;
        this.mostBytes = mostBytes;
        this.thread = new Thread(this::run, "event-store-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Adds an event. Completes when the stream has the event, and fails if the event cannot be stored now.
     *
     * @param number the number of the event on this node, which the stream does not need
     */
    CompletionStage<Void> add(JetStreamLog log, long number, StoredEvent event) {
        WaitingEvent added = new WaitingEvent(log, number, event);
        synchronized (lines) {
            if (isMemoryUsed) {
                return log.appendHere(number, event);
            }
            if (closed || events >= MOST_EVENTS || bytes + added.bytes() > mostBytes) {
                lost++;
                return CompletableFuture.failedStage(new IllegalStateException(
                        "found " + events + " events that wait to be stored (expected fewer, of an open store)"));
            }
            WaitingLine line = lines.computeIfAbsent(log, none -> new WaitingLine());
            line.add(added);
            events++;
            bytes += added.bytes();
            lines.notifyAll();
            return isConnected && line.answers() ? added.kept() : CompletableFuture.failedStage(WaitingEvent.delayed());
        }
    }

    private void run() {
        try {
            while (true) {
                if (store.connect()) {
                    connected();
                    List<WaitingEvent> batch = next();
                    if (!batch.isEmpty()) {
                        write(batch);
                    } else if (isClosed()) {
                        return;
                    }
                } else if (store.isAbsent()) {
                    moveToMemory();
                    store.closeConnection();
                    return;
                } else {
                    disconnected(store.problem());
                    if (!pause()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // cannot happen: no code interrupts this thread
        }
    }

    private boolean isClosed() {
        synchronized (lines) {
            return closed;
        }
    }

    /**
     * Waits for events of logs that do not pause, and returns the oldest events of each such log. The events stay in
     * their lines. Returns no events if the store is closed. Also returns no events after a while, so that the thread
     * notices a lost connection even if nobody publishes.
     */
    private List<WaitingEvent> next() throws InterruptedException {
        synchronized (lines) {
            List<WaitingEvent> batch = ready();
            if (batch.isEmpty() && !closed) {
                lines.wait(millisToWait());
                batch = ready();
            }
            return batch;
        }
    }

    /** Returns the oldest events of the logs that do not pause. Called under the lock. */
    private List<WaitingEvent> ready() {
        List<WaitingEvent> batch = new ArrayList<>();
        long now = System.nanoTime();
        for (WaitingLine line : lines.values()) {
            if (line.remainingPauseMillis(now) <= 0) {
                line.copyTo(batch, Math.max(LARGEST_BATCH / lines.size(), 1));
            }
        }
        return batch;
    }

    /** Returns the time until a log ends its pause, at most {@link #IDLE_MILLIS}. */
    private long millisToWait() {
        long now = System.nanoTime();
        long wait = IDLE_MILLIS;
        for (WaitingLine line : lines.values()) {
            if (!line.events().isEmpty()) {
                wait = Math.min(wait, Math.max(line.remainingPauseMillis(now), 1));
            }
        }
        return wait;
    }

    /** Waits before the next attempt to connect. Returns false if the store is closed. */
    private boolean pause() throws InterruptedException {
        synchronized (lines) {
            if (!closed) {
                lines.wait(RETRY_MILLIS);
            }
            return !closed;
        }
    }

    /** Sends events to their streams, and waits for the confirmations. */
    private void write(List<WaitingEvent> batch) throws InterruptedException {
        List<CompletableFuture<PublishAck>> confirmations = new ArrayList<>();
        try {
            StreamSender sender = new StreamSender(store.connected());
            batch.forEach(each -> confirmations.add(sender.send(each)));
        } catch (IOException | RuntimeException e) { // jnats throws IllegalStateException for a closed connection
            confirmations.clear();
            batch.forEach(each -> confirmations.add(CompletableFuture.failedFuture(e)));
        }
        conclude(batch, confirmations);
    }

    private void conclude(List<WaitingEvent> batch, List<CompletableFuture<PublishAck>> confirmations)
            throws InterruptedException {
        long deadline = System.nanoTime() + OpenJetStream.PATIENCE.toNanos();
        Map<JetStreamLog, List<WaitingEvent>> unconfirmed = new HashMap<>();
        Map<JetStreamLog, Integer> attempted = new HashMap<>();
        Map<JetStreamLog, String> failures = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            WaitingEvent waiting = batch.get(i);
            attempted.merge(waiting.log(), 1, Integer::sum);
            Throwable problem = StreamSender.await(confirmations.get(i), deadline);
            if (problem == null) {
                waiting.kept().complete(null);
            } else if (StreamSender.isFinal(problem)) {
                waiting.kept().completeExceptionally(problem);
                loses(1);
            } else {
                unconfirmed
                        .computeIfAbsent(waiting.log(), none -> new ArrayList<>())
                        .add(waiting);
                waiting.log().streamMayBeGone();
                failures.putIfAbsent(waiting.log(), String.valueOf(problem.getMessage()));
            }
        }
        attempted.forEach(
                (log, events) -> conclude(log, events, unconfirmed.getOrDefault(log, List.of()), failures.get(log)));
    }

    private void conclude(JetStreamLog log, int attempted, List<WaitingEvent> unconfirmed, @Nullable String failure) {
        boolean isNew;
        long lostSoFar;
        List<WaitingEvent> waiting;
        synchronized (lines) {
            WaitingLine line = lines.computeIfAbsent(log, none -> new WaitingLine());
            bytes -= line.conclude(attempted, unconfirmed);
            events -= attempted - unconfirmed.size();
            isNew = line.answers() != (failure == null);
            lostSoFar = lost;
            if (failure == null) {
                line.succeeded();
                lost = isNew ? 0 : lost;
            } else {
                line.failed(System.nanoTime());
            }
            waiting = List.copyOf(line.events());
            if (waiting.isEmpty() && line.answers()) {
                lines.remove(log);
            }
        }
        if (failure != null) {
            if (isNew) {
                LOG.warn("event store {}: events of the {} wait to be stored: {}", store, log.name(), failure);
            }
            waiting.forEach(WaitingEvent::tellOfDelay);
        } else if (isNew) {
            LOG.info(
                    "event store {}: the stream of the {} answers again; {} events were lost",
                    store,
                    log.name(),
                    lostSoFar);
        }
    }

    /** Fails all waiting publications, and later ones until NATS can be reached again. */
    private void disconnected(String reason) {
        List<WaitingEvent> waiting;
        boolean isNew;
        synchronized (lines) {
            waiting = all();
            isNew = isConnected;
            isConnected = false;
        }
        if (isNew) {
            LOG.warn("event store {}: events wait to be stored: {}", store, reason);
        }
        waiting.forEach(WaitingEvent::tellOfDelay);
    }

    private void connected() {
        boolean isNew;
        long lostSoFar;
        synchronized (lines) {
            isNew = !isConnected;
            isConnected = true;
            lostSoFar = lost;
            if (isNew) {
                lost = 0;
                lines.values().forEach(line -> line.wake(System.nanoTime()));
            }
        }
        if (isNew) {
            LOG.info("event store {}: JetStream answers again; {} events were lost", store, lostSoFar);
        }
    }

    /** Returns all waiting events, in order for each log. Called under the lock. */
    private List<WaitingEvent> all() {
        List<WaitingEvent> all = new ArrayList<>(events);
        lines.values().forEach(line -> all.addAll(line.events()));
        return all;
    }

    private void loses(int more) {
        synchronized (lines) {
            lost += more;
        }
    }

    /** Moves the waiting events to the memory of this node, because NATS has no JetStream. */
    private void moveToMemory() {
        List<WaitingEvent> waiting;
        synchronized (lines) {
            isMemoryUsed = true;
            waiting = all();
            lines.clear();
            events = 0;
            bytes = 0;
            // The events are moved under the lock, so that no later event precedes them.
            waiting.forEach(WaitingEvent::moveToMemory);
        }
        waiting.forEach(each -> each.kept().complete(null));
    }

    /** Waits a limited time for the remaining events to be stored, and ends the thread. Blocks. */
    void close() {
        synchronized (lines) {
            closed = true;
            lines.notifyAll();
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<WaitingEvent> left;
        synchronized (lines) {
            left = all();
        }
        if (!left.isEmpty()) {
            LOG.warn("event store {}: the node ends, and {} events are lost", store, left.size());
            left.forEach(each -> each.kept().completeExceptionally(new IllegalStateException("the store is closed")));
        }
    }
}
