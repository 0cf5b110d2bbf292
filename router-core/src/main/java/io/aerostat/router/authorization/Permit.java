package io.aerostat.router.authorization;

import io.aerostat.router.contract.PermittedPayloads;

/**
 * The terms under which a request is allowed.
 *
 * @param disclose whether to disclose the identity of the caller or publisher even if it has not asked for disclosure
 *     (CID-4, PID-3)
 * @param trustlevel the trust level to add to the call or event, or -1 for none (TRU-1, PTL-1)
 * @param payloads the payloads that are allowed in the request and in the answers of a callee
 */
public record Permit(boolean disclose, int trustlevel, PermittedPayloads payloads) {
    /** A permit that adds nothing to the request. */
    public static final Permit PLAIN = new Permit(false, -1);

    /** A permit that discloses the identity; for the router's own sessions. */
    public static final Permit DISCLOSED = new Permit(true, -1);

    /** Creates a permit that allows any payload. */
    public Permit(boolean disclose, int trustlevel) {
        this(disclose, trustlevel, PermittedPayloads.ANY);
    }
}
