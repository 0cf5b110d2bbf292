package io.aerostat.router.realm;

import java.util.Map;

/**
 * The activity of the sessions with one role since the realm started.
 *
 * @param sessions the sessions that are joined now
 * @param joined the number of sessions that have joined
 * @param left the number of sessions that have ended, by reason: {@code goodbye}, {@code lost}, {@code killed},
 *     {@code expired}, {@code shutdown} or {@code unwelcomed}
 * @param denied the number of requests without permission, by action: {@code call}, {@code publish}, {@code register}
 *     or {@code subscribe}
 * @param tooFast the number of requests that exceeded a rate limit, by action as in {@code denied}
 * @param misfits the number of messages whose payload did not fit, by action: {@code call}, {@code publish}, or {@code
 *     yield} for any answer of a callee
 * @param calls the calls that these sessions have made
 * @param publications the publications that these sessions have made
 * @param events the events that were sent to these sessions
 */
public record RoleStatistics(
        String role,
        int sessions,
        long joined,
        Map<String, Long> left,
        Map<String, Long> denied,
        Map<String, Long> tooFast,
        Map<String, Long> misfits,
        CallStatistics calls,
        long publications,
        long events) {
    public RoleStatistics {
        left = Map.copyOf(left);
        denied = Map.copyOf(denied);
        tooFast = Map.copyOf(tooFast);
        misfits = Map.copyOf(misfits);
    }
}
