package io.aerostat.router.dealer.offer;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;

/**
 * The features of a session as a callee, according to its HELLO.
 *
 * @param interruptible whether the callee understands INTERRUPT (CAN-5)
 * @param progressiveResults whether the callee may be asked for progressive results (PCR-2)
 * @param progressiveInvocations whether the callee accepts a call in several INVOCATIONs (PCI-5)
 * @param timeouts whether the callee can enforce a call's timeout itself (TMO-3)
 * @param passthru whether the callee accepts payload in passthru mode (PPT-4)
 * @param transparency whether the callee accepts a bare payload, which is one binary value in place of the arguments
 *     (PPT-13)
 * @param identification whether the callee understands disclosed callers
 * @param trustlevels whether the callee understands trust levels (TRU-1)
 * @param reroute whether the callee may answer {@code wamp.error.unavailable}, so that another callee gets the call
 *     (RRT-4)
 * @param revocation whether the callee understands the revocation of a registration (REV-1)
 */
public record CalleeAbilities(
        boolean interruptible,
        boolean progressiveResults,
        boolean progressiveInvocations,
        boolean timeouts,
        boolean passthru,
        boolean transparency,
        boolean identification,
        boolean trustlevels,
        boolean reroute,
        boolean revocation) {

    public static CalleeAbilities of(Roles roles) {
        boolean interruptible = roles.announces(Role.CALLEE, Feature.CALL_CANCELING);
        // PCR-1: a callee must support call canceling before it may be asked for progressive results. AutobahnJS
        // supports call canceling, but announces it only as a caller. So an announcement in either role is sufficient
        // here. An INTERRUPT is sent only to sessions that announced call canceling as callees.
        boolean knowsCanceling = interruptible || roles.announces(Role.CALLER, Feature.CALL_CANCELING);
        return new CalleeAbilities(
                interruptible,
                knowsCanceling && roles.announces(Role.CALLEE, Feature.PROGRESSIVE_CALL_RESULTS),
                interruptible && roles.announces(Role.CALLEE, Feature.PROGRESSIVE_CALL_INVOCATIONS),
                roles.announces(Role.CALLEE, Feature.CALL_TIMEOUT),
                roles.announces(Role.CALLEE, Feature.PAYLOAD_PASSTHRU_MODE),
                roles.announces(Role.CALLEE, Feature.PAYLOAD_TRANSPARENCY),
                roles.announces(Role.CALLEE, Feature.CALLER_IDENTIFICATION),
                roles.announces(Role.CALLEE, Feature.CALL_TRUSTLEVELS),
                roles.announces(Role.CALLEE, Feature.CALL_REROUTE),
                roles.announces(Role.CALLEE, Feature.REGISTRATION_REVOCATION));
    }
}
