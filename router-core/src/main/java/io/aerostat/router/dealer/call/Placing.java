package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.CalleeSearch;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.WaitingCalls;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.dealer.selection.Partition;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The phase in which the call looks for a callee. Later phases keep this object as long as the call may need another
 * callee.
 *
 * <p>Confined to the caller's loop, except for the methods of {@link CalleeSearch}. While the call waits, the thread
 * that frees a callee's slot calls these methods. During that time, the fields that the methods read do not change, and
 * the lock of {@link WaitingCalls} makes them visible to that thread.
 */
final class Placing implements Phase, CalleeSearch {
    private static final RegisteredCallee[] NO_CALLEES = {};

    private final PendingCall call;
    private final @Nullable CalleeSelection partition;
    private PassedOver passedOver = PassedOver.NOBODY;
    private @Nullable Payload payload; // the payload of the first CALL, kept as long as another callee may need it
    private @Nullable List<Call> chunks; // the chunks that have arrived before the call has a callee

    Placing(PendingCall call, Payload payload) {
        CallOptions options = call.options();
        this.call = call;
        this.partition = options.runmode() == null || options.rkey() == null ? null : new Partition(options.rkey());
        this.payload = payload;
    }

    /** Looks for a callee. If none is available, the call waits, or ends with an ERROR. */
    void start() {
        Registration found = call.caller().realm().match(call.procedure());
        if (found != null && call.caller().unplaced().hasLeftBehind(call.procedure(), call.number(), found)) {
            new PutOff(this).begin(call);
            return;
        }
        while (found != null && !placeAt(found)) {
            // The last callee has left since the lookup, so another registration might match now.
            found = call.caller().realm().match(call.procedure());
        }
        if (found == null) {
            failUnplaced();
        }
    }

    /**
     * Sends the call to a callee of the registration, waits for a callee, or ends the call. Returns false if the
     * registration has been deleted.
     */
    private boolean placeAt(Registration found) {
        if (passedOver.gone()) {
            passOverTheOvertaken(found.callees());
        }
        // A later call must not overtake a waiting call of the same caller (ORD-3).
        if (found.waiting().isEmpty()
                && !(found.isBounded() && !call.caller().unplaced().isEmpty())) {
            RegisteredCallee target = found.pick(this);
            if (target != null) {
                invoke(target);
                return true;
            }
        }
        RegisteredCallee[] callees = found.callees();
        if (callees.length == 0) {
            return false;
        }
        if (canBeServedBy(callees)) {
            return new Waiting(call, this, found).begin();
        }
        failUnserved(callees);
        return true;
    }

    /**
     * Excludes callees that have already received a later call of the same caller, to keep the order of its calls
     * (ORD-3).
     */
    private void passOverTheOvertaken(RegisteredCallee[] callees) {
        List<RegisteredCallee> overtaken = new ArrayList<>();
        for (RegisteredCallee callee : callees) {
            if (call.caller().order().isOvertaken(callee.session(), call.number())) {
                overtaken.add(callee);
            }
        }
        passedOver = passedOver.withOvertaken(overtaken);
    }

    /**
     * Checks whether an earlier callee of the call has left, and the given callee has already received a later call of
     * the same caller (ORD-3).
     */
    boolean isOvertakenAt(RegisteredCallee callee) {
        return passedOver.gone() && call.caller().order().isOvertaken(callee.session(), call.number());
    }

    @Override
    public @Nullable CalleeSelection partition() {
        return partition;
    }

    @Override
    public boolean canBeServedBy(RegisteredCallee[] callees) {
        for (RegisteredCallee callee : callees) {
            if (fits(callee)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(RegisteredCallee callee) {
        CalleeAbilities abilities = callee.abilities();
        return !passedOver.contains(callee)
                && (!call.options().progress() || abilities.progressiveInvocations()) // PCI-5
                && (!call.options().passthru().isUsed() || abilities.passthru()); // PPT-4
    }

    @Override
    public Outcome on(RegisteredCallee callee) {
        if (!fits(callee)) {
            return Outcome.UNFIT;
        }
        return callee.tryAcquire() ? Outcome.TAKEN : Outcome.BUSY;
    }

    /** Sends the call to a callee whose slot is already acquired, and then the chunks that have arrived meanwhile. */
    void invoke(RegisteredCallee target) {
        Payload unsent = payload;
        if (unsent == null) {
            throw new IllegalStateException("the payload is kept until the call is invoked");
        }
        long forwardedTimeout = call.startTimeout(target.forwardsTimeouts());
        InvocationDetails details = InvocationTerms.of(call, target, forwardedTimeout);
        Attempt attempt = new Attempt(call, target, details, unsent);
        if (!target.abilities().reroute()) {
            payload = null;
        }
        List<Call> kept = chunks;
        chunks = null;
        call.enter(new Invoked(attempt, this));
        call.caller().order().placed(target.session(), call.number());
        attempt.start(); // the answer may arrive before this method returns
        if (kept != null) {
            kept.forEach(call::proceed);
        }
    }

    /** Looks for another callee, because the current callee has answered that it is unavailable (RRT-1). */
    void placeElsewhere(Attempt unavailable) {
        passedOver = passedOver.withUnavailable(unavailable.target());
        call.enter(this);
        if (!placeAt(unavailable.target().registration())) {
            failUnserved(NO_CALLEES);
        }
    }

    /** Takes back the payload, because the callee had left before the call could be sent. */
    void takeBack(Attempt unsent) {
        payload = unsent.payload();
        passedOver = passedOver.withGone(unsent.target());
    }

    /** Discards the payload, because no other callee can serve the call after this point (RRT-3). */
    void commit() {
        payload = null;
    }

    /** Checks whether another callee could still serve the call. */
    boolean isRepeatable() {
        return payload != null;
    }

    @Override
    public void addChunk(PendingCall same, Call chunk) {
        List<Call> kept = chunks;
        if (kept == null) {
            kept = new ArrayList<>();
            chunks = kept;
        }
        int maximum = call.caller().realm().limits().chunksPerWaitingCall();
        if (kept.size() < maximum) {
            kept.add(chunk);
        } else {
            call.fail(ErrorUris.LIMIT_EXCEEDED, Refusal.limitText("chunks_per_waiting_call", maximum));
        }
    }

    private void failUnplaced() {
        if (passedOver.unavailable()) {
            call.fail(ErrorUris.NO_AVAILABLE_CALLEE, "all callees of the procedure are unavailable"); // RRT-2
        } else {
            call.fail(ErrorUris.NO_SUCH_PROCEDURE, "no callee registered for procedure <" + call.procedure() + ">");
        }
    }

    /**
     * Checks whether another registration may serve the call. The condition is that the current registration has no
     * callees left, and that no callee has answered that it is unavailable.
     *
     * @param callees the callees of the registration for which the call has waited
     */
    boolean mayStartAgain(RegisteredCallee[] callees) {
        return callees.length == 0 && !passedOver.unavailable();
    }

    /** Ends the call with an ERROR that says why neither these callees nor the excluded callees can serve it. */
    void failUnserved(RegisteredCallee[] callees) {
        if (passedOver.unavailable() || passedOver.containsAll(callees) && !passedOver.overtaken()) {
            failUnplaced();
        } else if (passedOver.overtaken()) {
            call.fail(
                    ErrorUris.CANCELED,
                    "callee gone before the call was sent, and others have got later calls of the same caller");
        } else {
            String feature = call.options().progress() ? "progressive_call_invocations" : "payload_passthru_mode";
            call.fail(
                    ErrorUris.FEATURE_NOT_SUPPORTED,
                    "none of " + callees.length + " callees of the procedure announced " + feature);
        }
    }
}
