package io.aerostat.protocol.framing.codec;

/**
 * Receives the messages and control frames that a {@link WebSocketReader} reads, in the order of the stream, on the
 * thread that feeds the reader.
 */
public interface WebSocketReceiver {
    /**
     * Called for each message: a whole one, inflated and, if it is text, valid UTF-8. The receiver may keep the array.
     */
    void message(boolean text, byte[] bytes);

    /** Called for a ping, which must be answered by a pong with the same payload. */
    void ping(byte[] payload);

    /** Called for a pong: the answer to a ping, or an unsolicited one, which means nothing. */
    void pong(byte[] payload);

    /**
     * Called when the peer closes the connection; no other call follows.
     *
     * @param code {@link CloseCode#NO_STATUS} if the frame has none
     */
    void close(int code, String reason);

    /**
     * Called for a message that is larger than accepted; it is skipped.
     *
     * @param head the first bytes of the message, from which its request may be recognized
     */
    void oversized(boolean text, byte[] head);
}
