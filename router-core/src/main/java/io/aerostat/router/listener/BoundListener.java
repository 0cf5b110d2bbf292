package io.aerostat.router.listener;

import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;

/** A listener at work. Any thread. */
public interface BoundListener {
    /** Returns the record that it was made from. */
    Listener listener();

    /** Returns the address on which it listens. */
    SocketAddress address();

    /** Returns the port on which it listens, even if port 0 was configured; 0 for a Unix domain socket. */
    int port();

    /** Returns the number of open connections, whether they have become links or not. */
    int connections();

    /** Accepts no more connections; the open ones stay. */
    CompletionStage<Void> stopAccepting();

    /** Accepts no more connections and ends the open ones. */
    CompletionStage<Void> close();
}
