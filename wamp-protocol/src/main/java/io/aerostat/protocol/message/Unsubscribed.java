package io.aerostat.protocol.message;

import io.aerostat.protocol.option.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * UNSUBSCRIBED {@code [35, request] or [35, 0, details]}: acknowledges an UNSUBSCRIBE, or revokes a subscription
 * (SRV-1).
 *
 * @param request 0 for a revocation
 * @param revocation the revocation if {@code request} is 0; otherwise null
 */
public record Unsubscribed(long request, @Nullable Revocation revocation) implements WampMessage {
    public static final int CODE = 35;

    @Override
    public Type type() {
        return Type.UNSUBSCRIBED;
    }
}
