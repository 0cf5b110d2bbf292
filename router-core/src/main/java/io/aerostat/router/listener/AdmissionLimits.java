package io.aerostat.router.listener;

/**
 * Limits on new sessions, which all listeners of a router share, so that a storm of new connections does not slow down
 * established sessions.
 *
 * @param perSecond the number of new sessions per second in the long run, or {@link #AUTOMATIC}
 * @param burst the number of new sessions that may join at once; used with a fixed rate only
 * @param maxPending the largest number of sessions that may be joining at the same time
 */
public record AdmissionLimits(int perSecond, int burst, int maxPending) {
    /**
     * No fixed rate. A new connection is refused if, judging by the waits of earlier connections, it would wait longer
     * than three seconds.
     */
    public static final int AUTOMATIC = 0;

    /** An automatic rate, with up to 10,000 sessions joining at the same time. */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(AUTOMATIC, 4_000, 10_000);

    public AdmissionLimits {
        if (perSecond < 0 || burst < 1 || maxPending < 1) {
            throw new IllegalArgumentException("admission: found " + perSecond + " a second, burst " + burst
                    + ", pending " + maxPending + " (expected positive numbers, or 0 a second)");
        }
    }
}
