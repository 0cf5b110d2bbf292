package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.peer.Peer;

/**
 * A call as its callee's side sees it. The methods up to {@link #payloads} may be called on any thread, the others only
 * on the caller's loop.
 */
public interface ServedCall {
    /** Returns the caller's session. */
    Peer callerPeer();

    /** Returns the request id of the CALL. */
    long request();

    /** Checks whether the caller asked for progressive results (PCR-3). */
    boolean wantsProgress();

    /** Checks whether the caller accepts results in passthru mode (PPT-5). */
    boolean takesPassthru();

    /**
     * Returns how many milliseconds were left for the call when its current attempt began; 0 if there is no limit. An
     * invocation that begins after that time is useless.
     */
    default long lifetimeMillis() {
        return 0;
    }

    /** Returns the payload of an answer in a form that the caller understands (PPT-13). */
    Payload readable(Payload payload);

    /**
     * Returns the payloads that are allowed in the answers. A call of another node allows any payload, because only the
     * caller's node knows the caller's permissions.
     */
    default PermittedPayloads payloads() {
        return PermittedPayloads.ANY;
    }

    /**
     * Called when the callee has answered, or when the INVOCATION could not be sent.
     *
     * @param answer the message for the caller: RESULT (progressive or final) or ERROR
     */
    void answered(Attempt by, WampMessage answer);

    /** Called when the callee had left before the INVOCATION could be sent. Another callee may serve the call. */
    void returned(Attempt by);

    /**
     * Called when a further CALL of a returned call comes back. These CALLs come back after the first CALL, in the
     * order in which they were sent.
     */
    void returned(Attempt by, Call chunk);
}
