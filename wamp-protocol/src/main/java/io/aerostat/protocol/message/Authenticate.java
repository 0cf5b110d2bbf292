package io.aerostat.protocol.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AUTHENTICATE {@code [5, signature, extra]}: answers a CHALLENGE.
 *
 * @param signature the proof of identity, which is secret and must not be logged
 * @param extra data that the authentication method defines
 */
public record Authenticate(String signature, Map<String, @Nullable Object> extra) implements WampMessage {
    public static final int CODE = 5;

    public Authenticate {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    @Override
    public Type type() {
        return Type.AUTHENTICATE;
    }

    /** Returns a text without the content, because the signature may be a ticket. */
    @Override
    public String toString() {
        return "Authenticate[]";
    }
}
