package io.aerostat.router.realm;

/**
 * Bounds of a realm's list of sessions. Reaching one refuses the session with {@code wamp.error.limit_exceeded} and the limit's name. Trusted
 * sessions, which are the router's own affair, neither count nor are refused.
 *
 * @param sessions that may be joined at the same time
 * @param sessionsPerAuthid how many of them may have one authid
 */
public record RealmLimits(int sessions, int sessionsPerAuthid) {
    public static final RealmLimits DEFAULT = new RealmLimits(262_144, 65_536);

    public RealmLimits {
        requirePositive("sessions", sessions);
        requirePositive("sessionsPerAuthid", sessionsPerAuthid);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": found " + value + " (expected at least 1)");
        }
    }
}
