package io.aerostat.protocol.framing.codec;

/**
 * The options of a {@link WebSocketReader}.
 *
 * @param masking whether incoming frames must be masked: a client must mask its frames, and a server must not (RFC 6455
 *     §5.1)
 * @param maxFrameSize the largest payload of a frame in bytes; a larger one closes the connection with code 1009
 * @param maxMessageSize the largest message in bytes after decompression; a larger one is skipped
 * @param maxSkippedSize the largest message in bytes that may be skipped; a larger one closes the connection with code
 *     1009
 * @param validateUtf8 whether text messages must be valid UTF-8
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

    /**
     * Returns strict options: {@code maxMessageSize} limits frames and messages, and messages of up to four times this
     * size are skipped.
     */
    public static WebSocketReaderOptions strict(MaskRule masking, int maxMessageSize) {
        return new WebSocketReaderOptions(masking, Long.MAX_VALUE, maxMessageSize, maxMessageSize * 4L, true);
    }
}
