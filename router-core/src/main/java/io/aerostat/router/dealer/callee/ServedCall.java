package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.peer.Peer;

/**
 * A call as its callee's side sees it. The first five methods are for any thread, the others for the caller's loop
 * only.
 */
public interface ServedCall {
    /** Returns the session that called. */
    Peer callerPeer();

    /** Returns the request id of the CALL. */
    long request();

    /** Checks whether the caller asked for progressive results (PCR-3). */
    boolean wantsProgress();

    /** Checks whether the caller takes passed-through payload in results (PPT-5). */
    boolean takesPassthru();

    /** Returns a payload of an answer as the caller understands it (PPT-13). */
    Payload readable(Payload payload);

    /**
     * Called when the callee has answered, or when the INVOCATION could not be sent.
     *
     * @param answer as the caller is to get it: RESULT, progressive or final, or ERROR
     */
    void answered(Attempt by, WampMessage answer);

    /** Called when the callee was gone before the INVOCATION could be sent: another callee may serve the call. */
    void returned(Attempt by);

    /**
     * Called when a further CALL of a progressive call comes back, after the call itself and in the order of sending.
     */
    void returned(Attempt by, Call chunk);
}
