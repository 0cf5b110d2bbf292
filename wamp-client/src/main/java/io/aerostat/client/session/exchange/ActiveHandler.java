package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;

/**
 * The state that a registration and a subscription of one session share. Changed on the connection's executor only;
 * read by any thread.
 */
abstract class ActiveHandler {
    final WampFuture<String> ended = new WampFuture<>();
    volatile boolean active;
    volatile long id;

    public final long id() {
        return id;
    }

    public final boolean isActive() {
        return active;
    }

    public final WampFuture<String> ended() {
        return ended;
    }
}
