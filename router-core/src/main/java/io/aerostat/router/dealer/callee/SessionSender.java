package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to a session. An answer that cannot be sent is never lost silently (P4, A-45). Confined to the
 * session's loop.
 */
public final class SessionSender {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSender.class);

    private final Peer peer;
    private boolean broken;

    public SessionSender(Peer peer) {
        this.peer = peer;
    }

    /**
     * Sends a message. If sending fails because of a bug, the receiving session ends, not the session that caused the
     * message (P2).
     */
    public Sent send(WampMessage message) {
        try {
            return peer.send(message);
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .log(
                            "session {}: ended, because a {} could not be sent",
                            peer.id(),
                            message.getClass().getSimpleName());
            broken = true;
            peer.kill(CloseUris.KILLED, "internal error");
            return Sent.CLOSED;
        }
    }

    /**
     * Checks whether a bug has ended the session. If so, the message must not be sent to another session, because the
     * message might also end that session.
     */
    boolean isBroken() {
        return broken;
    }

    /** Sends an answer that is small enough for every peer. */
    void answer(WampMessage answer) {
        if (send(answer) == Sent.OVER_BUDGET) {
            peer.kill(CloseUris.SLOW_CONSUMER, "outbound_budget: an answer could not be queued");
        }
    }

    /** Sends the final answer of a call. If the answer cannot be sent, sends an ERROR that says why. */
    public void answerCall(long request, WampMessage outcome) {
        if (outcome instanceof ErrorMessage error) {
            LOG.debug("session {}: call {} failed: {}", peer.id(), request, error.error());
        }
        Sent sent = send(outcome);
        if (sent != Sent.OK && sent != Sent.CLOSED) {
            answer(undeliverable(request, sent, "the result"));
        }
    }

    public void refuse(int requestType, long request, Refusal refusal) {
        LOG.debug("session {}: request {} refused: {}: {}", peer.id(), request, refusal.error(), refusal.text());
        answer(refusal.toMessage(requestType, request));
    }

    public static ErrorMessage callError(long request, String error, String text) {
        return new Refusal(error, text).toMessage(Call.CODE, request);
    }

    /**
     * Returns an ERROR for the caller, because a message of the call could not be sent to its receiver (RPC-11, RPC-14,
     * P20, P21).
     */
    public static ErrorMessage undeliverable(long request, Sent sent, String what) {
        return switch (sent) {
            case TOO_LARGE ->
                callError(request, ErrorUris.PAYLOAD_SIZE_EXCEEDED, what + " is larger than its receiver accepts");
            case NOT_EXPRESSIBLE ->
                callError(
                        request,
                        ErrorUris.INVALID_ARGUMENT,
                        what + " holds a value that its receiver's serialization cannot express");
            case OVER_BUDGET, DROPPED ->
                callError(
                        request,
                        ErrorUris.NETWORK_FAILURE,
                        "outbound_budget: " + what + " could not be queued, because its receiver does not keep up");
            case CLOSED ->
                callError(request, ErrorUris.NETWORK_FAILURE, what + " could not be sent: its receiver is leaving");
            case OK -> throw new IllegalArgumentException("a sent message has no error");
        };
    }
}
