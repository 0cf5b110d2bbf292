package io.aerostat.router.listener;

import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;

/** A listener that the router has opened. Any thread. */
public interface BoundListener {
    /** Returns the description of the listener. */
    Listener listener();

    /** Returns the address on which the listener is listening. */
    SocketAddress address();

    /**
     * Returns the port on which the listener is listening, even if port 0 was configured; 0 for a Unix domain socket.
     */
    int port();

    /** Returns the number of open connections, including those that have not become links yet. */
    int connections();

    /** Checks whether the listener still accepts connections. */
    boolean isAccepting();

    /**
     * Changes the listener while it is open. The new paths, certificate, limits and rules apply to new connections, and
     * to the next request on open HTTP connections; a service whose description has not changed stays as it is.
     * Sessions stay, but the next join over their connections follows the new rules. Changes are made in the order of
     * the calls.
     *
     * @param changed a listener at the same endpoint; the TLS options of the endpoint may differ
     * @return fails with {@link TlsException} if a certificate or key cannot be used, with
     *     {@link io.aerostat.router.cookie.CookieFileException} if a cookie's file cannot be used, and with
     *     {@link IllegalArgumentException} if the endpoint needs another socket or an authentication method cannot be
     *     used; after a failure, nothing has changed
     */
    CompletionStage<Void> update(Listener changed);

    /**
     * Stops accepting connections. Open connections and their sessions stay, but no client can join over them any more.
     * Sends nothing to the clients; {@link io.aerostat.router.Router#close} notifies them.
     */
    CompletionStage<Void> stopAccepting();

    /** Completes when the listener accepts no more connections and its last open connection has ended. */
    CompletionStage<Void> closed();

    /** Stops accepting connections, and ends the open ones. */
    CompletionStage<Void> close();
}
