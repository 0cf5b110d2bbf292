package io.aerostat.protocol.framing.codec;

/**
 * Receives the frames that a {@link RawSocketReader} reads, in the order of the stream, on the thread that passes bytes
 * to the reader.
 */
public interface RawSocketReceiver {
    /** Called for each message. The receiver may keep the array. */
    void message(byte[] bytes);

    /** Called for a ping, which must be answered at once with exactly one pong that has the same payload (RAW-8). */
    void ping(byte[] payload);

    /** Called for a pong: the answer to a ping, or an unsolicited pong, which has no meaning. */
    void pong(byte[] payload);

    /**
     * Called for a message that is larger than the accepted size, but not larger than the announced size. The message
     * is skipped.
     *
     * @param length the length of the message in bytes
     * @param head the first bytes of the message, which may show the request
     */
    void oversized(int length, byte[] head);
}
