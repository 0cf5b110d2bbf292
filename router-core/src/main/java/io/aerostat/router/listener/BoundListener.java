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

    /** Checks whether the listener still accepts connections. */
    boolean isAccepting();

    /**
     * Changes the listener while it listens. The new paths, certificate, limits and rules apply to new connections, and
     * to the next request of open HTTP connections; a service with an unchanged description stays as it is. Sessions
     * stay, but the next join over their connections is subject to the new rules. Changes are made in
     * the order of the calls.
     *
     * @param changed the same endpoint, except for its TLS options
     * @return fails with {@link TlsException} if a certificate or key cannot be used, with
     *     {@link io.aerostat.router.cookie.CookieFileException} if the file of a cookie cannot, and with
     *     {@link IllegalArgumentException} if the endpoint needs another socket or an authentication method cannot be
     *     used; then nothing changes
     */
    CompletionStage<Void> update(Listener changed);

    /**
     * Stops accepting connections. Open connections and their sessions stay, but nobody can join over them any more. A
     * router that closes tells the sessions itself.
     */
    CompletionStage<Void> stopAccepting();

    /** Completes when the listener accepts no more connections and its last open connection has ended. */
    CompletionStage<Void> closed();

    /** Accepts no more connections and ends the open ones. */
    CompletionStage<Void> close();
}
