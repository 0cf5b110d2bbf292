package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.codec.CloseCode;

/**
 * Receives the messages and control frames that a {@link Framing} reads, in the order of the stream, on the thread that
 * feeds the framing.
 */
public interface FrameReceiver {
    /** Called for each WAMP message, still encoded. The receiver may keep the array. */
    void message(byte[] bytes);

    /**
     * Called for a WebSocket message that is binary where the subprotocol has text messages, or text where it has
     * binary ones (PV-8).
     */
    default void mistyped(byte[] bytes, ProtocolViolation violation) {
        violation(violation);
    }

    /** Called for a ping; the answer is a pong with the same payload. */
    void ping(byte[] payload);

    /** Called for a pong, whether a ping was sent before or not. */
    void pong();

    /**
     * Called when the peer closes the connection with a close frame; no other call follows. Never called for RawSocket,
     * which has no close frame.
     *
     * @param code {@link CloseCode#NO_STATUS} if the close frame has none
     */
    void peerCloses(int code, String reason);

    /**
     * Called for a message that is larger than accepted, and has been skipped.
     *
     * @param head the first bytes of the message, from which its request may be recognized
     */
    void oversized(byte[] head);

    /** Called when the frames are intact but their content is not a batch of messages (BAT-2). */
    void violation(ProtocolViolation violation);

    /** Called when the frames themselves are broken: nothing more can be read, not even a close frame. */
    void broken(String why);
}
