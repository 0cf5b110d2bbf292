package io.aerostat.protocol.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AUTHENTICATE {@code [5, signature, extra]}: the answer to a CHALLENGE.
 *
 * @param signature secret; not for logs
 * @param extra what the method defines
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

    /** Without the signature, which may be a plain ticket. */
    @Override
    public String toString() {
        return "Authenticate[]";
    }
}
