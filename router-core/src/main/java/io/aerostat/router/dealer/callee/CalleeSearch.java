package io.aerostat.router.dealer.callee;

import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.dealer.selection.Claim;
import org.jspecify.annotations.Nullable;

/** Says which callees of a registration may serve a call. Any thread may ask while the call waits. */
public interface CalleeSearch extends Claim<RegisteredCallee> {
    /**
     * Returns the selection that the call itself asks for (SHD-1), or null to leave it to the registration's policy.
     */
    @Nullable
    CalleeSelection partition();

    /** Checks whether any of these callees is able to serve the call, now or later. */
    boolean canBeServedBy(RegisteredCallee[] callees);
}
