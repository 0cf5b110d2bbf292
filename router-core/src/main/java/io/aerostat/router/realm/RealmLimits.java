package io.aerostat.router.realm;

/**
 * Bounds of the number of sessions in a realm. A session that would exceed one is refused with {@code
 * wamp.error.limit_exceeded} and the limit's name. Trusted sessions are neither counted nor refused.
 *
 * @param sessions sessions that may be joined at the same time
 * @param sessionsPerAuthid sessions with the same authid that may be joined at the same time
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
