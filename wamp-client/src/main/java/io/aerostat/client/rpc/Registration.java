package io.aerostat.client.rpc;

import io.aerostat.client.execution.WampFuture;

/** A procedure of this session. Any thread. */
public interface Registration {
    Endpoint endpoint();

    /** The router's id for it; changes when a session that reconnects registers again. */
    long id();

    /** Whether invocations still arrive. */
    boolean isActive();

    /**
     * Completes when the registration is over: with an empty text when it was ended here, with the reason when the router revoked it (REV-3); fails with
     * {@link io.aerostat.client.error.SessionLost} when the session ended.
     */
    WampFuture<String> ended();

    /** Ends the registration; invocations that are under way finish (RPC-13). */
    WampFuture<Void> unregister();
}
