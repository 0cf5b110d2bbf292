package io.aerostat.router.dealer.callee;

import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.dealer.selection.Claim;
import org.jspecify.annotations.Nullable;

/** Decides which callees of a registration may serve a call. While the call waits, any thread may use this object. */
public interface CalleeSearch extends Claim<RegisteredCallee> {
    /** Returns the selection that the call itself requests (SHD-1), or null to use the registration's policy. */
    @Nullable
    CalleeSelection partition();

    /** Checks whether any of these callees can serve the call, now or later. */
    boolean canBeServedBy(RegisteredCallee[] callees);
}
