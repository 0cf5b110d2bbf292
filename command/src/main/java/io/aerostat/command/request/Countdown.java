package io.aerostat.command.request;

import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events or invocations after which a command ends by itself. Any thread. */
final class Countdown {
    private final long count;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** @param count the number after which the command ends; 0 if the command does not end by itself */
    Countdown(long count) {
        this.count = count;
    }

    /** Counts an event or invocation that begins. Returns false if the required number has already begun. */
    boolean begin() {
        return count == 0 || begun.incrementAndGet() <= count;
    }

    /** Counts an event or invocation that has ended. */
    void end() {
        if (ended.incrementAndGet() == count) {
            over.complete(null);
        }
    }

    /** Ends the command with a failure. */
    void fail(CommandFailure failure) {
        over.completeExceptionally(failure);
    }

    /** Waits until the last event or invocation has ended; fails if the session ends earlier. */
    void await(RouterSession router) throws CommandFailure, InterruptedException {
        router.awaitWhileJoined(over);
    }
}
