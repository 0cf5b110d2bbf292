package io.aerostat.protocol.framing.codec;

/**
 * Receives the messages and control frames that a {@link WebSocketReader} reads, in the order of the stream, on the
 * thread that passes bytes to the reader.
 */
public interface WebSocketReceiver {
    /**
     * Called for each complete message. The message is decompressed, and a text is valid UTF-8. The receiver may keep
     * the array.
     */
    void message(boolean text, byte[] bytes);

    /** Called for a ping, which must be answered with a pong that has the same payload. */
    void ping(byte[] payload);

    /** Called for a pong: the answer to a ping, or an unsolicited pong, which has no meaning. */
    void pong(byte[] payload);

    /**
     * Called when the peer closes the connection; no other call follows.
     *
     * @param code the code of the close frame, or {@link CloseCode#NO_STATUS} if it has none
     */
    void close(int code, String reason);

    /**
     * Called for a message that is skipped because it is too large.
     *
     * @param head the first bytes of the message, from which its request may be recognized
     */
    void oversized(boolean text, byte[] head);
}
