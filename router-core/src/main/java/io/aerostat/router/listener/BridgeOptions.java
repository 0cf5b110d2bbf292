package io.aerostat.router.listener;

import java.time.Duration;
import java.util.Optional;

/**
 * The options that all {@linkplain HttpBridge bridges} have in common.
 *
 * @param realm the realm of the sessions
 * @param access how clients authenticate
 * @param signing the key with which clients must sign their requests; empty if requests need no signature
 * @param timestampTolerance the largest difference between the timestamp of a request and the router's clock; zero for
 *     any difference
 * @param requireTls whether requests must arrive over TLS
 * @param requireAddress the addresses from which requests are accepted; empty for all
 * @param maxBodySize the largest number of bytes of a request's body
 * @param timeout how long the realm may take to answer a request
 */
public record BridgeOptions(
        String realm,
        Access access,
        Optional<SigningKey> signing,
        Duration timestampTolerance,
        boolean requireTls,
        Optional<Addresses> requireAddress,
        int maxBodySize,
        Duration timeout) {
    /** The largest body that a request may have. */
    public static final int LARGEST_BODY = 1 << 20;

    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    public BridgeOptions {
        if (maxBodySize < 1 || maxBodySize > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "post_body_limit: found " + maxBodySize + " (expected 1 to " + LARGEST_BODY + ")");
        }
        access.requireNoCookie("HTTP bridge");
    }

    /** Creates the default options: unsigned requests from everywhere. */
    public BridgeOptions(String realm, Access access) {
        this(
                realm,
                access,
                Optional.empty(),
                DEFAULT_TOLERANCE,
                false,
                Optional.empty(),
                LARGEST_BODY,
                HttpBridge.DEFAULT_TIMEOUT);
    }

    /** Returns a copy with another access. */
    public BridgeOptions withAccess(Access other) {
        return new BridgeOptions(
                realm, other, signing, timestampTolerance, requireTls, requireAddress, maxBodySize, timeout);
    }

    /** Returns a copy that accepts only requests signed with this key. */
    public BridgeOptions signedWith(SigningKey key) {
        return new BridgeOptions(
                realm, access, Optional.of(key), timestampTolerance, requireTls, requireAddress, maxBodySize, timeout);
    }

    /**
     * A key with which clients sign requests.
     *
     * @param key the name of the key
     * @param secret the secret, which must not be logged
     */
    public record SigningKey(String key, String secret) {
        /** Returns a text without the secret. */
        @Override
        public String toString() {
            return "SigningKey[" + key + "]";
        }
    }
}
