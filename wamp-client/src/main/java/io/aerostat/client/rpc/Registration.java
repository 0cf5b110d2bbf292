package io.aerostat.client.rpc;

import io.aerostat.client.execution.WampFuture;

/** A procedure that this session has registered. Any thread. */
public interface Registration {
    /** Returns the offer that is registered. */
    ProcedureOffer offer();

    /** Returns the router's id of the registration; the id changes when the session reconnects and registers again. */
    long id();

    /** Returns whether invocations still arrive. */
    boolean isActive();

    /**
     * Completes when the registration has ended: with an empty text if this client has ended it, or with the reason if
     * the router has revoked it (REV-3). Fails with {@link io.aerostat.client.error.SessionLost} when the session has
     * ended.
     */
    WampFuture<String> ended();

    /** Ends the registration. Running invocations finish (RPC-13). */
    WampFuture<Void> unregister();
}
