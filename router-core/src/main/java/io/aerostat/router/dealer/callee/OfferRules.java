package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.dealer.offer.Seniority;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Decides which callees may share a registration, and which callees must give way to others. All nodes reach the same
 * decision.
 */
final class OfferRules {
    private OfferRules() {}

    /** Returns why a session cannot join a registration, or null if it can. */
    static @Nullable Refusal conflict(Registration present, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        RegistrationDetails details = present.details();
        if (offer != null && isSenior(offer, present.callees())) {
            return null; // the other nodes' callees give way when they receive the offer
        }
        if (details.invoke() != wanted.invoke()) {
            return new Refusal(
                    details.invoke() == InvocationPolicy.SINGLE
                            ? ErrorUris.PROCEDURE_ALREADY_EXISTS // SHR-2: whatever policy is requested
                            : ErrorUris.PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY,
                    "register for already registered procedure '" + details.uri()
                            + "' with conflicting invocation policy (has "
                            + details.invoke().wire() + " and "
                            + wanted.invoke().wire() + " was requested)");
        }
        if (wanted.invoke() == InvocationPolicy.SINGLE) {
            return new Refusal(
                    ErrorUris.PROCEDURE_ALREADY_EXISTS, // SHR-2
                    "register for already registered procedure '" + details.uri() + "'");
        }
        return null;
    }

    /** Checks whether all callees are on other nodes and an offer of this node is senior to all of them. */
    static boolean isSenior(CalleeOffer offer, RegisteredCallee[] callees) {
        for (RegisteredCallee callee : callees) {
            Seniority other = callee.seniority();
            if (callee.node() == null || other == null || other.compareTo(offer.seniority()) < 0) {
                return false;
            }
        }
        return callees.length > 0;
    }

    /** Checks whether all callees of a registration must give way to an offer of another node. */
    static boolean isReplacedBy(CalleeOffer offer, Registration present) {
        if (offer.generation() != present.generation()) {
            return offer.generation() > present.generation();
        }
        Seniority eldest = present.callees()[0].seniority();
        return offer.invoke() != present.details().invoke()
                && eldest != null
                && offer.seniority().compareTo(eldest) < 0;
    }
}
