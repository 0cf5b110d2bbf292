package io.aerostat.router.dealer.call;

import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.session.Principal;

/**
 * Makes the details of an INVOCATION. The details contain only entries that the callee understands and is allowed to
 * see.
 */
final class InvocationTerms {
    private InvocationTerms() {}

    /**
     * Returns the details of an INVOCATION.
     *
     * @param forwardedTimeout the timeout in milliseconds that the callee must enforce, or 0 (TMO-3)
     */
    static InvocationDetails of(PendingCall call, RegisteredCallee target, long forwardedTimeout) {
        CallOptions options = call.options();
        Permit permit = call.permit();
        CalleeAbilities abilities = target.abilities();
        boolean named = target.registration().details().match() != MatchPolicy.EXACT; // PBR-5
        boolean progressWanted = options.receiveProgress() && abilities.progressiveResults(); // PCR-2, A-22
        boolean disclosed = isDisclosed(call, target);
        long trustlevel = abilities.trustlevels() ? permit.trustlevel() : -1; // TRU-1
        if (!named
                && !progressWanted
                && !options.progress()
                && forwardedTimeout == 0
                && !disclosed
                && trustlevel < 0
                && options.passthru() == Passthru.NONE) {
            return InvocationDetails.NONE;
        }
        Principal principal = call.callerPeer().principal();
        return new InvocationDetails(
                named ? call.procedure() : null,
                progressWanted,
                options.progress(),
                forwardedTimeout,
                disclosed ? call.callerPeer().id() : 0,
                disclosed ? principal.authid() : null,
                disclosed ? principal.authrole() : null,
                trustlevel,
                options.passthru());
    }

    /**
     * Checks whether to disclose the caller (CID-1, CID-3, CID-4). If only the caller asks for disclosure, the callee
     * must have announced the feature.
     */
    private static boolean isDisclosed(PendingCall call, RegisteredCallee target) {
        return call.permit().disclose()
                || target.disclosesCallers()
                || (call.options().discloseMe()
                        && call.caller().realm().options().disclosure() == DisclosurePolicy.ALLOW
                        && target.abilities().identification());
    }
}
