package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.error.ErrorUris;
import org.jspecify.annotations.Nullable;

/**
 * The TLS channel binding of an authentication, which prevents a relay between client and router.
 *
 * @param type {@code tls-exporter} or {@code tls-server-end-point}; null for no binding
 * @param required whether the join fails if the connection has no such binding (CRY-7)
 */
record ChannelBound(@Nullable String type, boolean required) {
    static final ChannelBound NOT = new ChannelBound(null, false);

    /**
     * Returns the binding of this connection. Returns null if no binding is wanted, or if the connection lacks a
     * binding that is not required.
     */
    @Nullable
    ChannelBinding of(ChannelBindings connection) {
        if (type == null) {
            return null;
        }
        ChannelBinding binding = connection.ofType(type).orElse(null);
        if (binding == null && required) {
            throw new JoinRefused(
                    ErrorUris.AUTHENTICATION_DENIED,
                    "this connection does not provide the channel binding " + type
                            + " (expected TLS, and a Java runtime that provides it)");
        }
        return binding;
    }
}
