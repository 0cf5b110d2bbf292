package io.aerostat.router.authorization;

/**
 * A request that was allowed, with what the rule adds to it.
 *
 * @param disclose whether caller or publisher are disclosed whatever they asked (CID-4, PID-3)
 * @param trustlevel to announce with the call or event, or -1 for none (TRU-1, PTL-1)
 */
public record Permit(boolean disclose, int trustlevel) {
    /** Allowed, nothing added. */
    public static final Permit PLAIN = new Permit(false, -1);

    /** Allowed and disclosed: what the router's own sessions get. */
    public static final Permit DISCLOSED = new Permit(true, -1);
}
