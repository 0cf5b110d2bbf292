package io.aerostat.protocol.framing;

import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;

/**
 * Options of a {@link WebSocketFraming}, which all connections of a listener share.
 *
 * @param reading the options of the reader
 * @param masks whether outgoing frames are masked, as those of a client must be
 * @param pingSize the number of random bytes in a ping
 * @param closeAnswer the content of the answer to a close frame
 * @param dropsBroken whether a connection with broken frames is dropped without a close frame
 */
public record WebSocketFramingOptions(
        WebSocketReaderOptions reading, boolean masks, int pingSize, CloseAnswer closeAnswer, boolean dropsBroken) {
    /** The content of the answer to the peer's close frame. */
    public enum CloseAnswer {
        /** Code 1000, whatever the peer's code is. */
        NORMAL,
        /** The peer's code, without its reason. */
        SAME_CODE,
        /** The peer's code and reason. */
        SAME_CODE_AND_REASON
    }
}
