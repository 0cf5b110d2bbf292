package io.aerostat.cluster.nats;

import io.aerostat.router.history.StoredEvent;
import java.util.concurrent.CompletableFuture;

/** An event on its way to its stream. Compared by identity. Any thread. */
final class WaitingEvent {
    /** The approximate size, in bytes, of the memory that an event needs in addition to its payload. */
    private static final int OVERHEAD = 256;

    private final JetStreamLog log;
    private final long number;
    private final StoredEvent event;
    private final CompletableFuture<Void> kept = new CompletableFuture<>();

    WaitingEvent(JetStreamLog log, long number, StoredEvent event) {
        this.log = log;
        this.number = number;
        this.event = event;
    }

    JetStreamLog log() {
        return log;
    }

    StoredEvent event() {
        return event;
    }

    /** Returns a future that completes when the stream has confirmed the event. */
    CompletableFuture<Void> kept() {
        return kept;
    }

    int bytes() {
        return event.payload().size() + OVERHEAD;
    }

    /** Returns the exception for the publisher of an event that will be stored later. */
    static IllegalStateException delayed() {
        return new IllegalStateException("JetStream does not answer; the event waits to be stored");
    }

    /** Completes {@link #kept} with an exception, so that the publisher does not wait any longer. */
    void tellOfDelay() {
        kept.completeExceptionally(delayed());
    }

    void moveToMemory() {
        log.appendHere(number, event);
    }
}
