package io.aerostat.protocol.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CHALLENGE {@code [4, authmethod, extra]}: asks the client for a proof of its identity.
 *
 * @param extra data that the authentication method defines
 */
public record Challenge(String authmethod, Map<String, @Nullable Object> extra) implements WampMessage {
    public static final int CODE = 4;

    public Challenge {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    @Override
    public Type type() {
        return Type.CHALLENGE;
    }

    @Override
    public String toString() {
        return "Challenge[" + authmethod + "]";
    }
}
