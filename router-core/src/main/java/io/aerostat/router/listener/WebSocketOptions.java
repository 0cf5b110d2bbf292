package io.aerostat.router.listener;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of WebSocket, with the names that Crossbar.io uses (docs/reference/crossbar.md#websocket-options).
 * {@link #builder()} returns a builder of these options.
 *
 * @param connection message size, budget, pings ({@code auto_ping_interval}, {@code auto_ping_timeout}) and
 *     {@code close_handshake_timeout}
 * @param maxFrameSize the largest frame in bytes; 0 for no limit besides the message size
 * @param allowedOrigins patterns, with {@code *} as wildcard, for the accepted {@code Origin} headers of browsers
 * @param allowNullOrigin whether pages without an origin, such as files, may connect
 * @param externalPort the port that browsers see, if it differs from the port of the endpoint; part of the router's own
 *     origin
 * @param openHandshakeTimeout how long the opening request may take to arrive on a WebSocket transport; not used in a
 *     web transport, which has its own timeout
 * @param pingSize the size of a ping in bytes, from 12 to 125
 * @param fragmentSize the longest payload of a frame of an outgoing message, in bytes; 0 for no limit
 * @param compression the options of permessage-deflate; empty for no compression
 */
public record WebSocketOptions(
        ConnectionOptions connection,
        long maxFrameSize,
        boolean validateUtf8,
        boolean requireMaskedClientFrames,
        boolean maskServerFrames,
        List<String> allowedOrigins,
        boolean allowNullOrigin,
        OptionalInt externalPort,
        boolean enableWebStatus,
        boolean requireSubprotocol,
        boolean showServerVersion,
        boolean failByDrop,
        boolean echoCloseCodeReason,
        boolean tcpNoDelay,
        Duration openHandshakeTimeout,
        int pingSize,
        int fragmentSize,
        Optional<PerMessageDeflate.Options> compression) {
    public static final WebSocketOptions DEFAULT = builder().build();

    public WebSocketOptions {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (maxFrameSize < 0) {
            throw new IllegalArgumentException("max_frame_size: found " + maxFrameSize + " (expected 0 or more)");
        }
        if (pingSize < 12 || pingSize > 125) {
            throw new IllegalArgumentException("auto_ping_size: found " + pingSize + " (expected 12 to 125)");
        }
        if (fragmentSize < 0) {
            throw new IllegalArgumentException("auto_fragment_size: found " + fragmentSize + " (expected 0 or more)");
        }
        if (openHandshakeTimeout.isNegative() || openHandshakeTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "open_handshake_timeout: found " + openHandshakeTimeout + " (expected positive)");
        }
    }

    /** Returns the level of compression, from 0 (none) to 9 (smallest). */
    public int compressionLevel() {
        return compression.orElse(PerMessageDeflate.Options.DEFAULT).level();
    }

    /** Returns a copy with other connection limits. */
    public WebSocketOptions withConnection(ConnectionOptions bounds) {
        return new Builder(this).connection(bounds).build();
    }

    /** Returns a builder that starts with the default options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options, starting with the defaults. */
    public static final class Builder {
        private ConnectionOptions connection = ConnectionOptions.DEFAULT;
        private long maxFrameSize;
        private boolean validateUtf8 = true;
        private boolean requireMaskedClientFrames = true;
        private boolean maskServerFrames;
        private List<String> allowedOrigins = List.of("*");
        private boolean allowNullOrigin = true;
        private OptionalInt externalPort = OptionalInt.empty();
        private boolean enableWebStatus = true;
        private boolean requireSubprotocol = true;
        private boolean showServerVersion;
        private boolean failByDrop;
        private boolean echoCloseCodeReason;
        private boolean tcpNoDelay = true;
        private Duration openHandshakeTimeout = Duration.ofSeconds(10);
        private int pingSize = 12;
        private int fragmentSize;
        private Optional<PerMessageDeflate.Options> compression = Optional.empty();

        private Builder() {}

        private Builder(WebSocketOptions options) {
            connection = options.connection;
            maxFrameSize = options.maxFrameSize;
            validateUtf8 = options.validateUtf8;
            requireMaskedClientFrames = options.requireMaskedClientFrames;
            maskServerFrames = options.maskServerFrames;
            allowedOrigins = options.allowedOrigins;
            allowNullOrigin = options.allowNullOrigin;
            externalPort = options.externalPort;
            enableWebStatus = options.enableWebStatus;
            requireSubprotocol = options.requireSubprotocol;
            showServerVersion = options.showServerVersion;
            failByDrop = options.failByDrop;
            echoCloseCodeReason = options.echoCloseCodeReason;
            tcpNoDelay = options.tcpNoDelay;
            openHandshakeTimeout = options.openHandshakeTimeout;
            pingSize = options.pingSize;
            fragmentSize = options.fragmentSize;
            compression = options.compression;
        }

        public Builder connection(ConnectionOptions value) {
            connection = value;
            return this;
        }

        public Builder maxFrameSize(long value) {
            maxFrameSize = value;
            return this;
        }

        /** Sets whether to close the connection when a text message is not valid UTF-8. */
        public Builder validateUtf8(boolean value) {
            validateUtf8 = value;
            return this;
        }

        /** Sets whether to close the connection when a client sends an unmasked frame. */
        public Builder requireMaskedClientFrames(boolean value) {
            requireMaskedClientFrames = value;
            return this;
        }

        /** Sets whether the router masks its frames. */
        public Builder maskServerFrames(boolean value) {
            maskServerFrames = value;
            return this;
        }

        public Builder allowedOrigins(List<String> value) {
            allowedOrigins = value;
            return this;
        }

        public Builder allowNullOrigin(boolean value) {
            allowNullOrigin = value;
            return this;
        }

        public Builder externalPort(int value) {
            externalPort = OptionalInt.of(value);
            return this;
        }

        /** Sets whether a browser that opens the address gets a page about the router. */
        public Builder enableWebStatus(boolean value) {
            enableWebStatus = value;
            return this;
        }

        /** Sets whether to refuse an opening request that offers no WAMP subprotocol. */
        public Builder requireSubprotocol(boolean value) {
            requireSubprotocol = value;
            return this;
        }

        /** Sets whether the response to an opening request contains the router's version. */
        public Builder showServerVersion(boolean value) {
            showServerVersion = value;
            return this;
        }

        /** Sets whether a protocol violation ends the connection without a close frame. */
        public Builder failByDrop(boolean value) {
            failByDrop = value;
            return this;
        }

        /** Sets whether the answer to a close frame has the same code and reason. */
        public Builder echoCloseCodeReason(boolean value) {
            echoCloseCodeReason = value;
            return this;
        }

        /** Sets whether to send small frames immediately (TCP_NODELAY). */
        public Builder tcpNoDelay(boolean value) {
            tcpNoDelay = value;
            return this;
        }

        public Builder openHandshakeTimeout(Duration value) {
            openHandshakeTimeout = value;
            return this;
        }

        public Builder pingSize(int value) {
            pingSize = value;
            return this;
        }

        /** Sets the size above which a message is sent in several frames; 0 for one frame for each message. */
        public Builder fragmentSize(int value) {
            fragmentSize = value;
            return this;
        }

        public Builder compression(PerMessageDeflate.Options value) {
            compression = Optional.of(value);
            return this;
        }

        /** Returns the collected options. */
        public WebSocketOptions build() {
            return new WebSocketOptions(
                    connection,
                    maxFrameSize,
                    validateUtf8,
                    requireMaskedClientFrames,
                    maskServerFrames,
                    allowedOrigins,
                    allowNullOrigin,
                    externalPort,
                    enableWebStatus,
                    requireSubprotocol,
                    showServerVersion,
                    failByDrop,
                    echoCloseCodeReason,
                    tcpNoDelay,
                    openHandshakeTimeout,
                    pingSize,
                    fragmentSize,
                    compression);
        }
    }
}
