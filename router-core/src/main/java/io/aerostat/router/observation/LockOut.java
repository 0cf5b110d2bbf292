package io.aerostat.router.observation;

import java.time.Duration;

/**
 * The beginning of a lock-out: after failed logins, an address is locked out, or the logins with an authid are slowed
 * down.
 *
 * @param kind {@code address} if all clients of an address are refused, {@code authid} if the logins with an authid are
 *     slowed down
 * @param subject the address, such as {@code 192.0.2.1} or {@code 2001:db8:0:1::/64}, or the authid; without control
 *     characters
 * @param failures the number of failed logins
 * @param time how long the lock-out lasts, unless more logins fail
 */
public record LockOut(String kind, String subject, int failures, Duration time) {}
