package io.aerostat.protocol.framing.codec;

/** What a {@link RawSocketReader} finds, in the order of the stream, on the thread that feeds it. */
public interface RawSocketReceiver {
    /** A whole message. The array is the receiver's to keep. */
    void message(byte[] bytes);

    /** To be answered at once by one PONG with the same payload (RAW-8). */
    void ping(byte[] payload);

    /** An answer to a ping, or an unsolicited one, which means nothing. */
    void pong(byte[] payload);

    /**
     * A message larger than accepted, though not larger than announced, is being skipped (P21).
     *
     * @param length its length
     * @param head its first bytes, from which the request may be recognized
     */
    void oversized(int length, byte[] head);
}
