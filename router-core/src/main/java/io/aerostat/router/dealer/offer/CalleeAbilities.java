package io.aerostat.router.dealer.offer;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;

/**
 * The features of a session as a callee, according to its HELLO.
 *
 * @param interruptible understands INTERRUPT (CAN-5)
 * @param progressiveResults may be asked for progressive results (PCR-2)
 * @param progressiveInvocations takes a call in several INVOCATIONs (PCI-5)
 * @param timeouts can enforce a call's timeout itself (TMO-3)
 * @param passthru takes payload that is passed through (PPT-4)
 * @param transparency takes a bare payload (PPT-13)
 * @param identification understands disclosed callers
 * @param trustlevels understands trust levels (TRU-1)
 * @param reroute may answer {@code wamp.error.unavailable} to have the call tried elsewhere (RRT-4)
 * @param revocation understands that a registration was revoked (REV-1)
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
        // PCR-1: a callee must know call canceling before it may be asked for progress. AutobahnJS knows call
        // canceling, but announces it for its caller role only. So an announcement in either role counts here:
        // AutobahnJS's callee is asked for progress, and a session that announces call canceling in neither role is
        // not. An INTERRUPT is sent only to sessions that announced call canceling as callees.
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
