package io.aerostat.protocol.framing.codec;

/**
 * Receives the frames that a {@link RawSocketReader} reads, in the order of the stream, on the thread that feeds the
 * reader.
 */
public interface RawSocketReceiver {
    /** Called for each message. The receiver may keep the array. */
    void message(byte[] bytes);

    /** Called for a ping, which must be answered at once by one PONG with the same payload (RAW-8). */
    void ping(byte[] payload);

    /** Called for a pong: the answer to a ping, or an unsolicited one, which means nothing. */
    void pong(byte[] payload);

    /**
     * Called for a message that is larger than accepted, though not larger than announced; it is skipped.
     *
     * @param length of the message in bytes
     * @param head the first bytes of the message, from which its request may be recognized
     */
    void oversized(int length, byte[] head);
}
