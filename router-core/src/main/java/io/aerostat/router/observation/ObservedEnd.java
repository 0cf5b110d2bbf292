package io.aerostat.router.observation;

import java.time.Duration;

/**
 * The end of a session.
 *
 * @param reason {@code goodbye}, {@code lost}, {@code killed}, {@code expired} or {@code shutdown}
 * @param text more about the reason, for people
 * @param lasted the time since WELCOME
 * @param received messages from the client, without HELLO and AUTHENTICATE
 * @param sent messages to the client, without WELCOME
 */
public record ObservedEnd(String reason, String text, Duration lasted, long received, long sent) {}
