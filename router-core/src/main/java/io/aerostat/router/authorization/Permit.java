package io.aerostat.router.authorization;

/**
 * An allowed request, with what the rule adds to it.
 *
 * @param disclose whether the caller's or publisher's identity is disclosed even if it has not asked for it (CID-4,
 *     PID-3)
 * @param trustlevel announced with the call or event, or -1 for none (TRU-1, PTL-1)
 */
public record Permit(boolean disclose, int trustlevel) {
    /** Allows, and adds nothing. */
    public static final Permit PLAIN = new Permit(false, -1);

    /** Allows and discloses: for the router's own sessions. */
    public static final Permit DISCLOSED = new Permit(true, -1);
}
