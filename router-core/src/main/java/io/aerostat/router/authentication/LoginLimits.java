package io.aerostat.router.authentication;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits on failed logins. A login counts as failed if an authentication method has refused the client. A login is
 * not counted if the method itself failed, or if the client offered no configured method.
 *
 * @param address the limit for the logins from one address; empty for none
 * @param authid the limit for the logins with one authid; empty for none
 */
public record LoginLimits(Optional<OfAddress> address, Optional<OfAuthid> authid) {
    /** No limits. */
    public static final LoginLimits NONE = new LoginLimits(Optional.empty(), Optional.empty());

    /** The maximum window of a limit, and the maximum time of a lock-out. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** The maximum delay. It must be shorter than the deadlines of clients. */
    public static final Duration LONGEST_DELAY = Duration.ofSeconds(4);

    /**
     * Locks out an address: its clients are refused with {@code wamp.error.too_many_requests}, even if they have the
     * right secret. Clients behind one proxy or gateway share an address, unless the proxy is one of the listener's
     * trusted proxies. All addresses of an IPv6 /64 network are treated as one address. Unix domain sockets and
     * connections within the process have no address.
     *
     * @param failures failed logins within {@code window} after which the address is locked out
     * @param window at most a day
     * @param time how long the address is locked out, at most a day
     */
    public record OfAddress(int failures, Duration window, Duration time) {
        public OfAddress {
            requirePositive(failures);
            requireInRange("window", window, LONGEST);
            requireInRange("time", time, LONGEST);
        }
    }

    /**
     * Slows down the logins with an authid, from any address. These logins are never refused, because otherwise anybody
     * could lock out the owner of the authid. A login with the right secret ends the delay.
     *
     * @param failures failed logins within {@code window} after which logins are delayed
     * @param window at most a day; logins are delayed until no login has failed for that time
     * @param delay how long each login waits before its method begins, at most four seconds
     */
    public record OfAuthid(int failures, Duration window, Duration delay) {
        public OfAuthid {
            requirePositive(failures);
            requireInRange("window", window, LONGEST);
            requireInRange("delay", delay, LONGEST_DELAY);
        }
    }

    private static void requirePositive(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures: found " + failures + " (expected at least 1)");
        }
    }

    private static void requireInRange(String name, Duration time, Duration longest) {
        if (time.isNegative() || time.isZero() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    name + ": found " + time + " (expected more than zero, at most " + longest + ")");
        }
    }
}
