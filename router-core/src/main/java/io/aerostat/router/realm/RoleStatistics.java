package io.aerostat.router.realm;

import java.util.Map;

/**
 * The activity of one role's sessions since the realm started.
 *
 * @param sessions the sessions of the role that are joined now
 * @param joined sessions that have joined
 * @param left sessions that have ended, by reason: {@code goodbye}, {@code lost}, {@code killed}, {@code expired},
 *     {@code shutdown} or {@code unwelcomed}
 * @param denied requests without permission, by action: {@code call}, {@code publish}, {@code register} or
 *     {@code subscribe}
 * @param calls the calls that these sessions made
 * @param publications the publications that these sessions made
 * @param events the events that were sent to these sessions
 */
public record RoleStatistics(
        String role,
        int sessions,
        long joined,
        Map<String, Long> left,
        Map<String, Long> denied,
        CallStatistics calls,
        long publications,
        long events) {
    public RoleStatistics {
        left = Map.copyOf(left);
        denied = Map.copyOf(denied);
    }
}
