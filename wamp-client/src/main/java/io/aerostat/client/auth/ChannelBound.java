package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.error.ErrorUris;
import org.jspecify.annotations.Nullable;

/**
 * Whether an authentication is to count for its TLS connection only, so that nobody in between can pass it on.
 *
 * @param type {@code tls-exporter} or {@code tls-server-end-point}; null for no binding
 * @param required whether to give up where it cannot be had (CRY-7)
 */
record ChannelBound(@Nullable String type, boolean required) {
    static final ChannelBound NOT = new ChannelBound(null, false);

    /** The binding of this connection; null if none is wished, or none can be had and none is required. */
    @Nullable
    ChannelBinding of(ChannelBindings connection) {
        if (type == null) {
            return null;
        }
        ChannelBinding binding = connection.ofType(type).orElse(null);
        if (binding == null && required) {
            throw new JoinRefused(
                    ErrorUris.AUTHENTICATION_DENIED,
                    "this connection has no channel binding " + type
                            + " (expected TLS, and a Java runtime that gives it out)");
        }
        return binding;
    }
}
