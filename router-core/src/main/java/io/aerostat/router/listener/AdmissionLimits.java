package io.aerostat.router.listener;

/**
 * Limits on new sessions, which all listeners of a router share: a storm of new connections must not slow down
 * established sessions.
 *
 * @param perSecond new sessions per second in the long run
 * @param burst new sessions at once
 * @param maxPending sessions that are joining at the same time
 */
public record AdmissionLimits(int perSecond, int burst, int maxPending) {
    /** 2,000 sessions per second, 4,000 at once, and 4,000 joining at the same time. */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(2_000, 4_000, 4_000);

    public AdmissionLimits {
        if (perSecond < 1 || burst < 1 || maxPending < 1) {
            throw new IllegalArgumentException("admission: found " + perSecond + " a second, burst " + burst
                    + ", pending " + maxPending + " (expected positive)");
        }
    }
}
