package io.aerostat.protocol.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CHALLENGE {@code [4, authmethod, extra]}: the router asks for a proof of identity.
 *
 * @param extra what the method defines
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
