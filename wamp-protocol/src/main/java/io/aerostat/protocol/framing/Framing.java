package io.aerostat.protocol.framing;

import io.aerostat.protocol.framing.codec.CloseCode;
import io.netty.buffer.ByteBuf;

/**
 * Puts the messages of one connection on a byte stream and reads them from it, after the handshake. Passes each message
 * to the {@link FrameReceiver} that it was created with. Confined to the loop of the connection; knows no channel.
 */
public sealed interface Framing permits RawSocketFraming, WebSocketFraming {
    /** Reads all of {@code in}. The caller keeps the buffer. */
    void read(ByteBuf in);

    /** Stops delivering messages; a WebSocket still reads the close frame of the peer. */
    void stop();

    /** Stops, and frees native memory. */
    void release();

    /** Returns the size in bytes of the largest message that the peer accepts (RAW-6). */
    int maxOutgoingSize();

    /** Checks whether every peer that speaks this framing answers pings. */
    boolean hasReliablePings();

    /** Checks whether a connection with broken frames is to be closed without a close frame. */
    boolean dropsBroken();

    /**
     * Leaves room for a header at the writer index of {@code out}; the message is then encoded behind it.
     *
     * @param expectedLength a guess at the length of the message; a wrong one costs a copy
     * @return the number of bytes left, to be given to {@link #endMessage}
     */
    int beginMessage(ByteBuf out, int expectedLength);

    /**
     * Completes the message that was encoded since {@link #beginMessage}.
     *
     * @param frame the writer index before {@link #beginMessage}
     * @param room what {@link #beginMessage} has returned
     */
    void endMessage(ByteBuf out, int frame, int room);

    /** Writes a whole message. */
    void writeMessage(ByteBuf out, byte[] message);

    /**
     * Completes the batch of messages that may be open in {@code out} (BAT-1). Called before a control frame is
     * written, and before the buffer is sent.
     */
    void completeBatch(ByteBuf out);

    /** Writes a ping. */
    void writePing(ByteBuf out);

    /** Writes the answer to a ping. */
    void writePong(ByteBuf out, byte[] payload);

    /**
     * Writes a close frame, if the framing has one.
     *
     * @param code of {@link CloseCode}; {@link CloseCode#PROTOCOL_ERROR} becomes the more precise code if this framing
     *     has found the error
     * @return whether the peer will answer with a close frame
     */
    boolean writeClose(ByteBuf out, int code);

    /** Writes the answer to the peer's close frame. */
    void answerClose(ByteBuf out, int code, String reason);
}
