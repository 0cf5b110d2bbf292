package io.aerostat.router.listener;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of WebSocket, under the names that they have in Crossbar.io
 * (docs/reference/crossbar.md#websocket-options). Made by {@link #builder()}.
 *
 * @param connection message size, budget, pings ({@code auto_ping_interval}, {@code auto_ping_timeout}) and
 *     {@code close_handshake_timeout}
 * @param maxFrameSize the largest frame in bytes; 0 for no bound besides the message size
 * @param allowedOrigins patterns with {@code *} for the {@code Origin} of browsers
 * @param allowNullOrigin whether pages without an origin, such as files, may connect
 * @param externalPort the port that browsers see, if it is not that of the endpoint; decides which origin is the
 *     router's own
 * @param openHandshakeTimeout how long the opening request may take to arrive on a WebSocket transport; a web transport
 *     has its own timeout
 * @param pingSize the bytes of a ping, 12 to 125
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
        Optional<PerMessageDeflate.Wishes> compression) {
    public static final WebSocketOptions DEFAULT = builder().build();

    public WebSocketOptions {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (maxFrameSize < 0) {
            throw new IllegalArgumentException("max_frame_size: found " + maxFrameSize + " (expected 0 or more)");
        }
        if (pingSize < 12 || pingSize > 125) {
            throw new IllegalArgumentException("auto_ping_size: found " + pingSize + " (expected 12 to 125)");
        }
        if (openHandshakeTimeout.isNegative() || openHandshakeTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "open_handshake_timeout: found " + openHandshakeTimeout + " (expected positive)");
        }
    }

    /** Returns the level of compression, from 0 (none) to 9 (smallest). */
    public int compressionLevel() {
        return compression.orElse(PerMessageDeflate.Wishes.DEFAULT).level();
    }

    /** Returns a copy with other bounds of each connection. */
    public WebSocketOptions withConnection(ConnectionOptions bounds) {
        return new Builder(this).connection(bounds).build();
    }

    /** Returns a builder that begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; starts with the defaults. */
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
        private Optional<PerMessageDeflate.Wishes> compression = Optional.empty();

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

        /** Sets whether text that is not UTF-8 closes the connection. */
        public Builder validateUtf8(boolean value) {
            validateUtf8 = value;
            return this;
        }

        /** Sets whether a frame of a client that is not masked closes the connection. */
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

        /** Sets whether a browser that opens the address sees a page about the router. */
        public Builder enableWebStatus(boolean value) {
            enableWebStatus = value;
            return this;
        }

        /** Sets whether an opening without a subprotocol of WAMP is refused. */
        public Builder requireSubprotocol(boolean value) {
            requireSubprotocol = value;
            return this;
        }

        /** Sets whether the answer to an opening names the router's version. */
        public Builder showServerVersion(boolean value) {
            showServerVersion = value;
            return this;
        }

        /** Sets whether a violation of the protocol drops the connection instead of closing it with a code. */
        public Builder failByDrop(boolean value) {
            failByDrop = value;
            return this;
        }

        /** Sets whether a close frame is answered with its own code and reason. */
        public Builder echoCloseCodeReason(boolean value) {
            echoCloseCodeReason = value;
            return this;
        }

        /** Sets whether small frames are sent at once (TCP_NODELAY). */
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

        public Builder compression(PerMessageDeflate.Wishes value) {
            compression = Optional.of(value);
            return this;
        }

        /** Returns the options. */
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
                    compression);
        }
    }
}
