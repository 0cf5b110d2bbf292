package io.aerostat.protocol.message;

import io.aerostat.protocol.option.HelloDetails;
import org.jspecify.annotations.Nullable;

/**
 * HELLO {@code [1, realm, details]}: opens a session.
 *
 * @param realm the realm to join; null lets the router assign one (SES-25)
 */
public record Hello(@Nullable String realm, HelloDetails details) implements WampMessage {
    public static final int CODE = 1;

    @Override
    public Type type() {
        return Type.HELLO;
    }
}
