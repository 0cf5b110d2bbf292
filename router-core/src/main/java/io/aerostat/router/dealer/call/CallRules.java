package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.callee.RegisteringSession;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DealerOptions;
import org.jspecify.annotations.Nullable;

/**
 * Checks the first CALL of a call against the HELLO of the caller and the options of the realm. Immutable; any thread.
 */
final class CallRules {
    private static final Refusal MISSING_KEY =
            new Refusal(ErrorUris.INVALID_ARGUMENT, "CALL.Options.rkey: missing (expected with runmode \"partition\")");

    private final DealerOptions options;
    private final boolean sendsProgress;
    private final boolean takesPassthru;

    CallRules(DealerOptions options, Roles caller) {
        this.options = options;
        this.sendsProgress = caller.announces(Role.CALLER, Feature.PROGRESSIVE_CALL_INVOCATIONS);
        this.takesPassthru = caller.announces(Role.CALLER, Feature.PAYLOAD_PASSTHRU_MODE);
    }

    /** Checks whether the caller announced that it accepts results in passthru mode (PPT-5). */
    boolean takesPassthru() {
        return takesPassthru;
    }

    /** Returns how a CALL violates the protocol, or null if it does not. */
    @Nullable
    String violationOf(CallOptions call) {
        if (call.progress() && !sendsProgress) {
            return "CALL.Options.progress: the caller did not announce progressive_call_invocations"; // PCI-4
        }
        if (call.passthru().isUsed() && !takesPassthru) {
            return "CALL.Options.ppt_scheme: the caller did not announce payload_passthru_mode"; // PPT-3
        }
        return null;
    }

    /** Returns the refusal of a CALL, or null if the CALL is accepted. */
    @Nullable
    Refusal refusalOf(CallOptions call, Permit permit) {
        if (!isTime(call)) {
            // An invalid timeout fails only the call, not the session.
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    "CALL.Options.timeout: found " + described(call.oddTimeout())
                            + " (expected a non-negative number of "
                            + (options.timeoutsInSeconds() ? "seconds" : "milliseconds") + ")");
        }
        if (call.discloseMe() && !permit.disclose() && options.disclosure() == DisclosurePolicy.REFUSE) {
            return RegisteringSession.DISCLOSURE_REFUSED; // CID-2
        }
        if (call.runmode() != null && !call.runmode().equals("partition")) {
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    "CALL.Options.runmode: found \"" + call.runmode() + "\" (expected \"partition\")");
        }
        if (call.runmode() != null && call.rkey() == null) {
            return MISSING_KEY; // SHD-1
        }
        return null;
    }

    /** Checks whether the value of {@code timeout} is valid: any number that is not negative, including fractions. */
    private static boolean isTime(CallOptions call) {
        return call.oddTimeout() == null
                || (call.oddTimeout() instanceof Double number && number >= 0 && Double.isFinite(number));
    }

    private static String described(@Nullable Object value) {
        return value instanceof Number
                ? value.toString()
                : value instanceof String text && text.length() <= 40 ? "\"" + text + "\"" : "something else";
    }

    /** Returns the timeout of the call in milliseconds, rounded up; 0 for no limit (TMO-1, TMO-9). */
    long timeoutOf(CallOptions call) {
        double asked = call.oddTimeout() instanceof Double number ? number : call.timeout();
        double millis = Math.ceil(options.timeoutsInSeconds() ? asked * 1000 : asked);
        return options.effectiveTimeout((long) Math.min(millis, CallTimeout.LONGEST_MILLIS));
    }
}
