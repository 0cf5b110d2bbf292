package io.aerostat.protocol.framing;

import io.aerostat.protocol.framing.codec.CloseCode;
import io.netty.buffer.ByteBuf;

/**
 * Writes the messages of one connection to a byte stream and reads them from it, after the handshake. Passes each
 * message to the {@link FrameReceiver} with which the framing was created. Confined to the loop of the connection; must
 * not depend on a channel.
 */
public sealed interface Framing permits RawSocketFraming, WebSocketFraming {
    /** Reads all bytes of {@code in}. The caller keeps the ownership of the buffer. */
    void read(ByteBuf in);

    /** Stops delivering messages. A WebSocket still reads the peer's close frame. */
    void stop();

    /** Stops delivering messages, and frees native memory. */
    void release();

    /** Returns the size in bytes of the largest message that the peer accepts (RAW-6). */
    int maxOutgoingSize();

    /** Checks whether every peer that uses this framing answers pings. */
    boolean hasReliablePings();

    /** Checks whether to close a connection after an invalid frame without sending a close frame. */
    boolean dropsBroken();

    /**
     * Reserves space for a header at the writer index of {@code out}. The caller then encodes the message after this
     * space.
     *
     * @param expectedLength an estimate of the length of the message; a wrong estimate costs a copy
     * @return the number of reserved bytes, to pass to {@link #endMessage}
     */
    int beginMessage(ByteBuf out, int expectedLength);

    /**
     * Completes the message that has been encoded since {@link #beginMessage}.
     *
     * @param frame the writer index before {@link #beginMessage}
     * @param room the number of bytes that {@link #beginMessage} has reserved
     */
    void endMessage(ByteBuf out, int frame, int room);

    /** Writes a complete message. */
    void writeMessage(ByteBuf out, byte[] message);

    /**
     * Completes the batch of messages that may be open in {@code out} (BAT-1). Called before a control frame is written
     * and before the buffer is sent.
     */
    void completeBatch(ByteBuf out);

    /** Writes a ping. */
    void writePing(ByteBuf out);

    /** Writes the answer to a ping. */
    void writePong(ByteBuf out, byte[] payload);

    /**
     * Writes a close frame, if the framing has one.
     *
     * @param code a code of {@link CloseCode}; a framing that has found the error itself replaces
     *     {@link CloseCode#PROTOCOL_ERROR} with a more precise code
     * @return true if the peer will answer with a close frame
     */
    boolean writeClose(ByteBuf out, int code);

    /** Writes the answer to the peer's close frame. */
    void answerClose(ByteBuf out, int code, String reason);
}
