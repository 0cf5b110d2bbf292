package io.aerostat.router.listener;

/**
 * Limits on new sessions, which all listeners of a router share: a storm of new connections must not slow down
 * established sessions.
 *
 * @param perSecond new sessions per second in the long run, or {@link #AUTOMATIC}
 * @param burst new sessions at once, if there is a fixed rate
 * @param maxPending sessions that are joining at the same time
 */
public record AdmissionLimits(int perSecond, int burst, int maxPending) {
    /**
     * No fixed rate. A new connection is refused if it would have to wait for more than three seconds, judged by how
     * long the connections before it have waited.
     */
    public static final int AUTOMATIC = 0;

    /** An automatic rate, and 10,000 sessions joining at the same time. */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(AUTOMATIC, 4_000, 10_000);

    public AdmissionLimits {
        if (perSecond < 0 || burst < 1 || maxPending < 1) {
            throw new IllegalArgumentException("admission: found " + perSecond + " a second, burst " + burst
                    + ", pending " + maxPending + " (expected positive numbers, or 0 a second)");
        }
    }
}
