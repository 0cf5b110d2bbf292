package io.aerostat.protocol.message;

import io.aerostat.protocol.option.WelcomeDetails;

/**
 * WELCOME {@code [2, session, details]}: tells the client that its session is established.
 *
 * @param session the id of the session, random from 1 to 2^53
 */
public record Welcome(long session, WelcomeDetails details) implements WampMessage {
    public static final int CODE = 2;

    @Override
    public Type type() {
        return Type.WELCOME;
    }
}
