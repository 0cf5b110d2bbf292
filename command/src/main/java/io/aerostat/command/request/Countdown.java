package io.aerostat.command.request;

import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The number of events or invocations until a command ends by itself. Any thread. */
final class Countdown {
    private final long count;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** @param count 0 for no end */
    Countdown(long count) {
        this.count = count;
    }

    /** Counts one more; returns whether it is wanted. */
    boolean begin() {
        return count == 0 || begun.incrementAndGet() <= count;
    }

    /** Counts one as ended. */
    void end() {
        if (ended.incrementAndGet() == count) {
            over.complete(null);
        }
    }

    /** Returns when the last one has ended; fails if the session ends before. */
    void await(RouterSession router) throws CommandFailure, InterruptedException {
        router.awaitWhileJoined(over);
    }
}
