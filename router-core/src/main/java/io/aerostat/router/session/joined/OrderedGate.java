package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.WampMessage;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Handles messages of a session in order: while the decision about one message is pending, later messages wait. When
 * too many are waiting, reading from the connection pauses. Confined to the session's loop.
 */
abstract class OrderedGate {
    /** The number of waiting messages at which reading from the connection pauses. */
    private static final int PAUSE_READING_AT = 64;

    final RouterSession session;
    /** Created when a message has to wait for the first time. */
    private @Nullable Queue<WampMessage> waiting;

    private boolean deciding;
    private boolean paused;
    private boolean closed;
    /** The task to run when no message waits any more; null if there is none. */
    private @Nullable Runnable onSettled;

    OrderedGate(RouterSession session) {
        this.session = session;
    }

    /** Handles a message at once, or after the messages before it. */
    final void pass(WampMessage message) {
        if (deciding) {
            add(message);
        } else {
            handle(message);
        }
    }

    /** Handles a message whose turn has come. May call {@link #defer}. */
    abstract void handle(WampMessage message);

    /** Lets later messages wait until {@link #decided} is called. */
    final void defer() {
        deciding = true;
    }

    /** Concludes the deferred message, and handles the waiting messages. Does nothing if the session has ended. */
    final void decided(Runnable conclusion) {
        if (!closed) {
            deciding = false;
            conclusion.run();
            handleWaiting();
        }
    }

    /** Runs a task as soon as no message waits for a decision. */
    final void whenSettled(Runnable task) {
        if (deciding) {
            onSettled = task;
        } else {
            task.run();
        }
    }

    /** Drops the waiting messages. Called when the session has ended. */
    final void close() {
        closed = true;
        onSettled = null;
        waiting = null;
    }

    private void add(WampMessage message) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(message);
        if (!paused && waiting.size() >= PAUSE_READING_AT) {
            paused = true;
            session.holdReading();
        }
    }

    /** Handles the waiting messages, up to the first message that is deferred. */
    private void handleWaiting() {
        while (!deciding && !closed) {
            WampMessage next = waiting == null ? null : waiting.poll();
            if (next == null) {
                break;
            }
            handle(next);
        }
        resumeReading();
        Runnable task = onSettled;
        if (task != null && !deciding) {
            onSettled = null;
            task.run();
        }
    }

    /** Lets the connection read again if few messages are waiting. */
    private void resumeReading() {
        if (paused && (waiting == null || waiting.size() < PAUSE_READING_AT / 2)) {
            paused = false;
            session.releaseReading();
        }
    }
}
