package io.aerostat.router.broker.subscription;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.StoredEvent;
import java.util.concurrent.CompletionStage;

/** The event log of one subscription, with the number of its newest event. Any thread, except for {@link #append}. */
public final class Recording {
    private final EventLog log;
    private volatile long last;

    Recording(EventLog log) {
        this.log = log;
        this.last = log.lastNumber();
    }

    public EventLog log() {
        return log;
    }

    /** Returns the number of the newest event, or 0. */
    public long last() {
        return last;
    }

    /** Adds an event under the next number. Called under the lock of the broker. */
    public CompletionStage<Void> append(StoredEvent event) {
        long number = last + 1;
        CompletionStage<Void> kept = log.append(number, event);
        last = number; // set only now, because a replay waits for the event with this number
        return kept;
    }
}
