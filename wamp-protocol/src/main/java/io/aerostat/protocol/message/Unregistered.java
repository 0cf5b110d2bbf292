package io.aerostat.protocol.message;

import io.aerostat.protocol.option.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * UNREGISTERED {@code [67, request] or [67, 0, details]}: acknowledges an UNREGISTER, or revokes a registration
 * (REV-1).
 *
 * @param request 0 for a revocation
 * @param revocation the revocation if {@code request} is 0; otherwise null
 */
public record Unregistered(long request, @Nullable Revocation revocation) implements WampMessage {
    public static final int CODE = 67;

    @Override
    public Type type() {
        return Type.UNREGISTERED;
    }
}
