package io.aerostat.router.observation;

import java.time.Duration;

/**
 * The end of a session, as observers see it.
 *
 * @param reason {@code goodbye}, {@code lost}, {@code killed}, {@code expired} or {@code shutdown}
 * @param text a longer reason, for people
 * @param lasted the time since WELCOME
 * @param received the number of messages from the client, except HELLO and AUTHENTICATE
 * @param sent the number of messages to the client, except WELCOME
 */
public record ObservedEnd(String reason, String text, Duration lasted, long received, long sent) {}
