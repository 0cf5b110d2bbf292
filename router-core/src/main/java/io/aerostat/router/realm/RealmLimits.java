package io.aerostat.router.realm;

/**
 * The limits on the number of sessions in a realm. A session that would exceed a limit is refused with
 * {@code wamp.error.limit_exceeded} and the name of the limit. Trusted sessions are neither counted nor refused.
 *
 * @param sessions the sessions that may be joined at the same time
 * @param sessionsPerAuthid the sessions with the same authid that may be joined at the same time
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
