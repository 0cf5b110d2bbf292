package io.aerostat.protocol.framing.codec;

/** What a {@link WebSocketReader} finds, in the order of the stream, on the thread that feeds it. */
public interface WebSocketReceiver {
    /** A whole message, put together, inflated and, if text, valid UTF-8. The array is the receiver's to keep. */
    void message(boolean text, byte[] bytes);

    /** To be answered by a pong with the same payload. */
    void ping(byte[] payload);

    /** An answer to a ping, or an unsolicited one, which means nothing. */
    void pong(byte[] payload);

    /**
     * The peer closes; nothing follows.
     *
     * @param code {@link CloseCode#NO_STATUS} if the frame has none
     */
    void close(int code, String reason);

    /**
     * A message larger than accepted is being skipped (P21).
     *
     * @param head its first bytes, from which the request may be recognized
     */
    void oversized(boolean text, byte[] head);
}
