package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.codec.CloseCode;

/**
 * Receives the messages and control frames that a {@link Framing} reads, in the order of the stream, on the thread that
 * passes bytes to the framing.
 */
public interface FrameReceiver {
    /** Called for each WAMP message, which is still encoded. The receiver may keep the array. */
    void message(byte[] bytes);

    /**
     * Called for a WebSocket message of the wrong type: a binary message although the subprotocol uses text, or a text
     * message although the subprotocol is binary (PV-8).
     */
    default void mistyped(byte[] bytes, ProtocolViolation violation) {
        violation(violation);
    }

    /** Called for a ping. The receiver answers with a pong that has the same payload. */
    void ping(byte[] payload);

    /** Called for a pong, even if no ping was sent. */
    void pong();

    /**
     * Called when the peer closes the connection with a close frame; no other call follows. Never called for RawSocket,
     * which has no close frame.
     *
     * @param code the code of the close frame, or {@link CloseCode#NO_STATUS} if it has none
     */
    void peerCloses(int code, String reason);

    /**
     * Called for a message that has been skipped because it is too large.
     *
     * @param head the first bytes of the message, from which its request may be recognized
     */
    void oversized(byte[] head);

    /** Called when the frames are valid but their content is not a valid batch of messages (BAT-2). */
    void violation(ProtocolViolation violation);

    /** Called when the frames themselves are invalid. Nothing more can be read, not even a close frame. */
    void broken(String why);
}
