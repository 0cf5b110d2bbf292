package io.aerostat.router.realm;

import java.time.Duration;

/**
 * When the meta event {@code wamp.session.on_stats} reports how many messages and bytes a session has exchanged.
 *
 * @param ratedMessageSize a message counts as one rated message for each part of this many bytes
 * @param afterRatedMessages the number of rated messages after which to report; zero for no such report
 * @param afterDuration the time after which the next message causes a report; zero for no such report
 * @param onJoin whether to report when the session joins
 * @param onLeave whether to report when the session ends
 */
public record SessionStatisticsOptions(
        int ratedMessageSize, int afterRatedMessages, Duration afterDuration, boolean onJoin, boolean onLeave) {
    public SessionStatisticsOptions {
        if (ratedMessageSize < 1) {
            throw new IllegalArgumentException("ratedMessageSize: found " + ratedMessageSize + " (expected 1 or more)");
        }
        if (afterRatedMessages < 0) {
            throw new IllegalArgumentException(
                    "afterRatedMessages: found " + afterRatedMessages + " (expected zero or more)");
        }
        if (afterDuration.isNegative()) {
            throw new IllegalArgumentException("afterDuration: found " + afterDuration + " (expected zero or more)");
        }
    }
}
