package io.aerostat.protocol.message;

import io.aerostat.protocol.option.WelcomeDetails;

/**
 * WELCOME {@code [2, session, details]}: the session is open.
 *
 * @param session its id, random over 1..2^53
 */
public record Welcome(long session, WelcomeDetails details) implements WampMessage {
    public static final int CODE = 2;

    @Override
    public Type type() {
        return Type.WELCOME;
    }
}
