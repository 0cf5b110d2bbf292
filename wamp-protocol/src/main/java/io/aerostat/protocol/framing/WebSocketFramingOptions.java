package io.aerostat.protocol.framing;

import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;

/**
 * The options of a {@link WebSocketFraming}, shared by all connections of a listener.
 *
 * @param reading the options of the reader
 * @param masks whether to mask outgoing frames, as a client must
 * @param pingSize the number of random bytes in a ping
 * @param closeAnswer the content of the answer to a close frame
 * @param dropsBroken whether to close a connection after an invalid frame without sending a close frame
 * @param fragmentSize the longest payload of a frame of an outgoing message, in bytes; 0 for no limit
 */
public record WebSocketFramingOptions(
        WebSocketReaderOptions reading,
        boolean masks,
        int pingSize,
        CloseAnswer closeAnswer,
        boolean dropsBroken,
        int fragmentSize) {
    /** The content of the answer to the peer's close frame. */
    public enum CloseAnswer {
        /** Code 1000, regardless of the peer's code. */
        NORMAL,
        /** The peer's code, without its reason. */
        SAME_CODE,
        /** The peer's code and reason. */
        SAME_CODE_AND_REASON
    }

    /** Creates options that write each message in one frame. */
    public WebSocketFramingOptions(
            WebSocketReaderOptions reading, boolean masks, int pingSize, CloseAnswer closeAnswer, boolean dropsBroken) {
        this(reading, masks, pingSize, closeAnswer, dropsBroken, 0);
    }
}
