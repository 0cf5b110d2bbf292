package io.aerostat.protocol.framing.codec;

/**
 * What a {@link WebSocketReader} accepts.
 *
 * @param masking whether frames come masked: required of clients, forbidden to servers (RFC 6455 §5.1)
 * @param maxFrameSize payload octets of a frame; more fails the connection with 1009
 * @param maxMessageSize octets of a message, inflated; more is skipped
 * @param maxSkippedSize octets of a message that is only skipped; more fails the connection with 1009
 * @param validateUtf8 whether text is checked
 */
public record WebSocketReaderOptions(
        MaskRule masking, long maxFrameSize, int maxMessageSize, long maxSkippedSize, boolean validateUtf8) {
    /** Whether frames must be masked. */
    public enum MaskRule {
        REQUIRED,
        OPTIONAL,
        FORBIDDEN
    }

    public WebSocketReaderOptions {
        if (maxFrameSize < 1 || maxMessageSize < 1 || maxSkippedSize < maxMessageSize) {
            throw new IllegalArgumentException(
                    "WebSocket limits: found frame " + maxFrameSize + ", message " + maxMessageSize + ", skipped "
                            + maxSkippedSize + " (expected positive, skipped not below message)");
        }
    }

    /** Strict, with {@code maxMessageSize} as the only bound; up to four times as much is skipped. */
    public static WebSocketReaderOptions strict(MaskRule masking, int maxMessageSize) {
        return new WebSocketReaderOptions(masking, Long.MAX_VALUE, maxMessageSize, maxMessageSize * 4L, true);
    }
}
