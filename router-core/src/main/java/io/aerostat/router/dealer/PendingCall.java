package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.WaitingCalls.Offer;
import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.dealer.selection.Claim;
import io.aerostat.router.dealer.selection.Partition;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call from its CALL to its one final answer. Confined to the caller's loop; while it waits for a callee, {@link WaitingCalls} reads what
 * does not change meanwhile.
 *
 * <p>Every way to end goes through {@link #end()}, which only the first of them passes: that is promise P1. The class is long because it is the
 * one place where all the ways of a call meet; what can be said apart from them is elsewhere.
 */
final class PendingCall implements Claim<RegisteredCallee> {
    private enum State {
        /** Has no callee yet. */
        PLACING,
        /** All callees are at their bound. */
        WAITING,
        /** Behind earlier calls of its procedure that waited for a registration which is gone. */
        PUT_OFF,
        /** With a callee. */
        INVOKED,
        /** With a callee that was interrupted, and whose answer is awaited (CAN-3). */
        KILLED,
        /** Its callee was gone before it could be sent, and further parts of it are still on their way back. */
        RETURNING,
        ENDED
    }

    private final Caller caller;
    private final long number; // over all calls of the caller
    private final long request;
    private final String procedure;
    private final CallOptions options; // of the first CALL (PCI-10)
    private final Permit permit;
    private final @Nullable CalleeSelection partition;
    private final long timeoutMillis;

    private State state = State.PLACING;
    private boolean open;
    private @Nullable Call first; // for as long as it may have to be sent, or sent elsewhere
    private @Nullable Registration registration;
    private @Nullable Attempt attempt;
    private @Nullable CallTimeout timeout;
    private PassedOver passedOver = PassedOver.NOBODY;
    private boolean returned; // from a callee that was gone
    private int chunksSent; // to the present callee's loop
    private @Nullable List<Call> chunks; // that came while it waits

    PendingCall(Caller caller, long number, Call first, Permit permit, long timeoutMillis) {
        this.caller = caller;
        this.number = number;
        this.request = first.request();
        this.procedure = first.procedure();
        this.options = first.options();
        this.permit = permit;
        this.partition = options.runmode() == null || options.rkey() == null ? null : new Partition(options.rkey());
        this.timeoutMillis = timeoutMillis;
        this.first = first;
        this.open = options.progress();
    }

    /** Any thread. */
    Caller caller() {
        return caller;
    }

    /** Any thread. */
    long request() {
        return request;
    }

    String procedure() {
        return procedure;
    }

    /** Any thread: whether the caller asked for progressive results. */
    boolean wantsProgress() {
        return options.receiveProgress();
    }

    /** Whether the caller may send more of it. */
    boolean isOpen() {
        return open;
    }

    /** How the callee is picked if not by the policy of the registration; null if by that. */
    @Nullable
    CalleeSelection partition() {
        return partition;
    }

    /** Finds a callee, or ends with the reason why there is none. */
    void start() {
        Registration found = caller.registrations().match(procedure);
        if (found != null && caller.unplaced().hasLeftBehind(procedure, number, found)) {
            putOff();
            return;
        }
        while (found != null && !isPlacedWith(found)) {
            // Its last callee left between the look-up and here; what matches now?
            found = caller.registrations().match(procedure);
        }
        if (found == null) {
            failUnplaced();
        }
    }

    private void failUnplaced() {
        if (passedOver.unavailable()) {
            fail(ErrorUris.NO_AVAILABLE_CALLEE, "all callees of the procedure are unavailable"); // RRT-2
        } else {
            fail(ErrorUris.NO_SUCH_PROCEDURE, "no callee registered for procedure <" + procedure + ">");
        }
    }

    /** Lets earlier calls of the same procedure go first (ORD-3), which are about to notice that their registration is gone. */
    private void putOff() {
        beginToWait(State.PUT_OFF);
        caller.peer().loop().execute(() -> {
            if (state == State.PUT_OFF) {
                stopWaiting();
                start();
            }
        });
    }

    private void beginToWait(State way) {
        state = way;
        caller.unplaced().add(procedure, awaited(), number);
    }

    private void stopWaiting() {
        caller.unplaced().remove(procedure, awaited(), number);
        state = State.PLACING;
    }

    /** The registration whose callees this call waits for; null while it is put off. */
    private @Nullable Registration awaited() {
        return state == State.WAITING ? registration : null;
    }

    private boolean isWaiting() {
        return state == State.WAITING || state == State.PUT_OFF;
    }

    /** Takes a callee of the registration, waits for one, or ends; false if the registration is gone. */
    private boolean isPlacedWith(Registration found) {
        registration = found;
        if (returned) {
            passOverTheOvertaken(found.callees());
        }
        // A call that waits must not be overtaken by a later one of its caller (ORD-3).
        if (found.waiting().isEmpty()
                && !(found.isBounded() && !caller.unplaced().isEmpty())) {
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
            return isWaitingFor(found);
        }
        failUnserved(callees);
        return true;
    }

    /** Later calls of the same caller may have gone elsewhere meanwhile, and order counts more (ORD-3). */
    private void passOverTheOvertaken(RegisteredCallee[] callees) {
        List<RegisteredCallee> overtaken = new ArrayList<>();
        for (RegisteredCallee target : callees) {
            if (caller.order().isOvertaken(target.session(), number)) {
                overtaken.add(target);
            }
        }
        passedOver = passedOver.withOvertaken(overtaken);
    }

    private boolean isWaitingFor(Registration found) {
        beginToWait(State.WAITING);
        armTimeout();
        Offer offer = found.waiting().offer(this);
        if (offer == Offer.ACCEPTED) {
            return true;
        }
        stopWaiting();
        if (offer == Offer.FULL) {
            fail(
                    ErrorUris.MAX_CONCURRENCY_REACHED,
                    "maximum concurrency of all callees reached; "
                            + Refusal.limitText(
                                    "waiting_calls_per_registration",
                                    caller.limits().waitingCallsPerRegistration()));
        }
        return offer == Offer.FULL;
    }

    /** Whether any of them is able to serve this call, now or later. Read by any thread while it waits. */
    boolean canBeServedBy(RegisteredCallee[] callees) {
        for (RegisteredCallee target : callees) {
            if (fits(target)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(RegisteredCallee target) {
        CalleeAbilities abilities = target.callee().abilities();
        return !passedOver.contains(target)
                && (!options.progress() || abilities.progressiveInvocations()) // PCI-5
                && (!options.passthru().isUsed() || abilities.passthru()); // PPT-4
    }

    @Override
    public Outcome on(RegisteredCallee target) {
        if (!fits(target)) {
            return Outcome.UNFIT;
        }
        return target.tryAcquire() ? Outcome.TAKEN : Outcome.BUSY;
    }

    private void failUnserved(RegisteredCallee[] callees) {
        if (passedOver.unavailable() || passedOver.containsAll(callees) && !passedOver.overtaken()) {
            failUnplaced();
        } else if (passedOver.overtaken()) {
            fail(
                    ErrorUris.CANCELED,
                    "callee gone before the call was sent, and others have got later calls of the same caller");
        } else {
            String feature = options.progress() ? "progressive_call_invocations" : "payload_passthru_mode";
            fail(
                    ErrorUris.FEATURE_NOT_SUPPORTED,
                    "none of " + callees.length + " callees of the procedure announced " + feature);
        }
    }

    /** A waiting call has got a place, or, without one, nobody is left who could serve it. Any thread. */
    void turnCame(@Nullable RegisteredCallee target) {
        // Never at once, even on this very loop: turns must be taken in the order in which they came.
        caller.peer().loop().execute(() -> takeTurn(target));
    }

    private void takeTurn(@Nullable RegisteredCallee target) {
        if (state != State.WAITING) {
            if (target != null) {
                target.release();
            }
            return;
        }
        if (target == null) {
            loseHope();
            return;
        }
        stopWaiting();
        if (returned && caller.order().isOvertaken(target.session(), number)) {
            target.release();
            start();
        } else {
            invoke(target);
        }
    }

    /** Nobody is left whom the call could wait for: it is placed anew if that is because the registration is gone. */
    private void loseHope() {
        RegisteredCallee[] callees = registration == null ? new RegisteredCallee[0] : registration.callees();
        if (callees.length > 0 || passedOver.unavailable()) {
            failUnserved(callees);
        } else {
            stopWaiting();
            start();
        }
    }

    private void invoke(RegisteredCallee target) {
        Call call = first;
        if (call == null) {
            throw new IllegalStateException("the CALL is kept until it is invoked");
        }
        boolean forwardsTimeout = timeout == null && target.forwardsTimeouts();
        if (!forwardsTimeout) {
            armTimeout();
        }
        InvocationDetails details =
                InvocationTerms.of(caller, call, permit, target, forwardsTimeout ? timeoutMillis : 0);
        Attempt next = new Attempt(this, target, details, call.payload());
        if (!target.callee().abilities().reroute()) {
            first = null;
        }
        state = State.INVOKED;
        attempt = next;
        chunksSent = 0;
        List<Call> kept = chunks;
        chunks = null;
        caller.order().placed(target.session(), number);
        target.callee().peer().run(next); // the answer may come before this returns
        if (kept != null) {
            kept.forEach(this::proceed);
        }
    }

    private void armTimeout() {
        if (timeoutMillis > 0 && timeout == null) {
            timeout = caller.timeout(this, timeoutMillis);
        }
    }

    /** A further CALL of a progressive call (PCI-2, PCI-3). */
    void proceed(Call chunk) {
        open = chunk.options().progress();
        if (isWaiting()) {
            keep(chunk);
            return;
        }
        if (state != State.RETURNING) {
            first = null; // RRT-3: from the second chunk on there is no other callee
        }
        Attempt current = attempt;
        if (current != null) {
            chunksSent++;
            Callee callee = current.callee();
            callee.peer().run(() -> callee.proceed(current, chunk));
        }
    }

    private void keep(Call chunk) {
        List<Call> kept = chunks;
        if (kept == null) {
            kept = new ArrayList<>();
            chunks = kept;
        }
        int maximum = caller.limits().chunksPerWaitingCall();
        if (kept.size() < maximum) {
            kept.add(chunk);
        } else {
            fail(ErrorUris.LIMIT_EXCEEDED, Refusal.limitText("chunks_per_waiting_call", maximum));
        }
    }

    void cancel(CancelMode mode) {
        Attempt current = attempt;
        if (current != null && state == State.INVOKED && isInterruptible(current) && mode == CancelMode.KILL) {
            state = State.KILLED;
            Callee callee = current.callee();
            callee.peer().run(() -> callee.interrupt(current, CancelMode.KILL, null)); // CAN-3
        } else if (state != State.KILLED || mode != CancelMode.KILL) {
            // CAN-10: what began as kill may still become killnowait. CAN-5: without the feature every mode is skip.
            giveUp(mode == CancelMode.KILLNOWAIT, null, ErrorUris.CANCELED, "call canceled by its caller");
        }
    }

    /** The time is up (TMO-2). */
    void expire() {
        giveUp(true, ErrorUris.TIMEOUT, ErrorUris.TIMEOUT, "no result within " + timeoutMillis + " ms");
    }

    /** A part of it cannot be had. */
    void giveUp(String error, String text) {
        giveUp(true, null, error, text);
    }

    /** The caller's session is over (RPC-8). */
    void callerLeft() {
        if (end()) {
            abandonAttempt(true, null);
        }
    }

    /** Answers the caller now and lets go of the callee. */
    private void giveUp(boolean interrupts, @Nullable String reason, String error, String text) {
        if (end()) {
            abandonAttempt(interrupts, reason);
            caller.sender().answerCall(request, SessionSender.callError(request, error, text));
        }
    }

    private void abandonAttempt(boolean interrupts, @Nullable String reason) {
        Attempt current = attempt;
        if (current != null) {
            Callee callee = current.callee();
            boolean interrupt = interrupts && isInterruptible(current);
            callee.peer().run(() -> callee.abandon(current, interrupt, reason));
        }
    }

    private static boolean isInterruptible(Attempt attempt) {
        return attempt.callee().abilities().interruptible();
    }

    /** What the callee answered, or what became of the INVOCATION. */
    void answered(Attempt by, WampMessage message) {
        if (state == State.ENDED || by != attempt) {
            caller.statistics().lateAnswers.increment(); // P2
        } else if (message instanceof Result result && result.details().progress()) {
            deliverProgress(result);
        } else if (message instanceof ErrorMessage error && isReroutable(error, by)) {
            reroute(by);
        } else if (end()) {
            caller.sender().answerCall(request, message);
        }
    }

    private void deliverProgress(Result result) {
        first = null; // what has begun to answer is not tried elsewhere
        if (timeout != null) {
            timeout.restart(); // PCR-8
        }
        Sent sent = caller.sender().send(result);
        if (sent != Sent.OK && sent != Sent.CLOSED) {
            // PCR-9: a caller that does not keep up stops its producer; a result with a hole in it is none.
            if (end()) {
                abandonAttempt(true, null);
                caller.sender().answerCall(request, SessionSender.undeliverable(request, sent, "a progressive result"));
            }
        }
    }

    /** The callee was gone before the INVOCATION could be sent: the call goes to another one, or ends. */
    void returned(Attempt by) {
        if (state == State.ENDED || by != attempt) {
            return;
        }
        if (state == State.KILLED) {
            fail(ErrorUris.CANCELED, "call canceled by its caller");
            return;
        }
        first = new Call(request, options, procedure, by.payload());
        passedOver = passedOver.withGone(by.target());
        returned = true;
        state = State.RETURNING;
        placeAgain();
    }

    /** A further part of the call comes back in the order in which it was sent. */
    void returned(Attempt by, Call chunk) {
        if (state == State.RETURNING && by == attempt) {
            keep(chunk);
            chunksSent--;
            placeAgain();
        }
    }

    private void placeAgain() {
        if (state == State.RETURNING && chunksSent == 0) {
            attempt = null;
            state = State.PLACING;
            start();
        }
    }

    /** RRT-1, RRT-3, RRT-4; a canceled call is not started again. */
    private boolean isReroutable(ErrorMessage error, Attempt by) {
        return state == State.INVOKED
                && first != null
                && error.error().equals(ErrorUris.UNAVAILABLE)
                && by.callee().abilities().reroute();
    }

    private void reroute(Attempt by) {
        passedOver = passedOver.withUnavailable(by.target());
        attempt = null;
        state = State.PLACING;
        if (!isPlacedWith(by.target().registration())) {
            failUnserved(new RegisteredCallee[0]);
        }
    }

    private void fail(String error, String text) {
        if (end()) {
            caller.sender().answerCall(request, SessionSender.callError(request, error, text));
        }
    }

    /** The one transition to the end; true for the first who asks. */
    private boolean end() {
        if (state == State.ENDED) {
            return false;
        }
        if (isWaiting()) {
            stopWaiting();
            if (registration != null) {
                registration.waiting().withdraw(this);
            }
        }
        state = State.ENDED;
        first = null;
        chunks = null;
        if (timeout != null) {
            timeout.disarm();
        }
        caller.ended(this);
        return true;
    }
}
