package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.ServedCall;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.tally.CallEnd;
import io.aerostat.router.tally.RoleTally;
import org.jspecify.annotations.Nullable;

/**
 * A call, from its CALL to its final answer. Holds the data that never changes, and the current {@link Phase}, which
 * handles all input.
 *
 * <p>Confined to the caller's loop, unless a method says otherwise. A call ends only through {@link #end}, which
 * succeeds only once, so a call has exactly one final answer (P1).
 */
class PendingCall implements ServedCall {
    private final Caller caller;
    private final long number;
    private final long request;
    private final String procedure;
    private final CallOptions options;
    private final Permit permit;
    private final @Nullable CallTimeout timeout;
    private final long arrivedAt;
    private Phase phase;
    private boolean open;

    /**
     * Creates a call.
     *
     * @param number the number of the call among all calls of the caller
     * @param first the first CALL, whose options apply to the whole call (PCI-10)
     * @param timeoutMillis how long the call may take; 0 for no limit
     */
    PendingCall(Caller caller, long number, Call first, Permit permit, long timeoutMillis) {
        this.caller = caller;
        this.number = number;
        this.request = first.request();
        this.procedure = first.procedure();
        this.options = first.options();
        this.permit = permit;
        this.timeout = timeoutMillis > 0 ? new CallTimeout(this, caller.realm(), timeoutMillis) : null;
        this.arrivedAt = caller.tally().measuresCalls() ? caller.peer().arrivedAt() : 0;
        this.open = options.progress();
        this.phase = new Placing(this, first.payload());
    }

    /** Looks for a callee. Called once, after the call has entered its caller's table. */
    void start() {
        if (phase instanceof Placing placing) {
            placing.start();
        }
    }

    Caller caller() {
        return caller;
    }

    long number() {
        return number;
    }

    String procedure() {
        return procedure;
    }

    /** Returns the options of the first CALL. Any thread. */
    CallOptions options() {
        return options;
    }

    Permit permit() {
        return permit;
    }

    /** Checks whether the caller may send further CALLs of this call. */
    boolean isOpen() {
        return open;
    }

    @Override
    public Peer callerPeer() {
        return caller.peer();
    }

    @Override
    public long request() {
        return request;
    }

    @Override
    public long lifetimeMillis() {
        return timeout == null ? 0 : timeout.left();
    }

    @Override
    public boolean wantsProgress() {
        return options.receiveProgress();
    }

    @Override
    public boolean takesPassthru() {
        return caller.takesPassthru();
    }

    @Override
    public Payload readable(Payload payload) {
        return caller.readable(payload);
    }

    @Override
    public PermittedPayloads payloads() {
        return permit.payloads();
    }

    // The inputs.

    void cancel(CancelMode mode) {
        phase.cancel(this, mode);
    }

    /** Called when a further CALL of a progressive call has arrived. */
    void proceed(Call chunk) {
        open = chunk.options().progress();
        phase.addChunk(this, chunk);
    }

    @Override
    public void answered(Attempt by, WampMessage answer) {
        phase.answered(this, by, answer);
    }

    @Override
    public void returned(Attempt by) {
        phase.returned(this, by);
    }

    @Override
    public void returned(Attempt by, Call chunk) {
        phase.returned(this, by, chunk);
    }

    /** Called when the timeout has passed (TMO-2). */
    void expire(long millis) {
        giveUp(true, ErrorUris.TIMEOUT, ErrorUris.TIMEOUT, "no result within " + millis + " ms");
    }

    /** Called when a further CALL cannot be forwarded (P21). */
    void refuseChunk(Refusal refusal) {
        giveUp(true, null, refusal.toMessage(Call.CODE, request));
    }

    /** Called when the caller's session has ended (RPC-8). */
    void callerLeft() {
        Phase last = phase;
        if (end(CallEnd.ABANDONED)) {
            last.abandon(true, null);
        }
    }

    // Actions of the phases.

    Phase phase() {
        return phase;
    }

    /** Moves a call that has not ended to its next phase. */
    void enter(Phase next) {
        phase = next;
    }

    /**
     * Starts the timeout of the call, unless it is already running or the callee enforces it.
     *
     * @return the milliseconds that the callee must enforce; 0 for none (TMO-3)
     */
    long startTimeout(boolean calleeKeepsTime) {
        if (timeout == null) {
            return 0;
        }
        if (calleeKeepsTime && !timeout.isRunning()) {
            return timeout.millis();
        }
        timeout.start();
        return 0;
    }

    /** Sends a progressive result to the caller. */
    void deliverProgress(Result result) {
        if (timeout != null) {
            timeout.restart(); // PCR-8
        }
        Sent sent = caller.sender().send(result);
        if (sent != Sent.OK && sent != Sent.CLOSED) {
            // PCR-9: end the call of a caller that does not keep up, because a result with a missing part is worthless.
            giveUp(true, null, SessionSender.undeliverable(request, sent, "a progressive result"));
        }
    }

    void countLateAnswer() {
        caller.realm().counters().lateAnswers.increment();
    }

    /** Ends the call with the answer of its callee. */
    void finish(WampMessage answer) {
        if (end(CallEnd.of(answer))) {
            caller.sender().answerCall(request, answer);
        }
    }

    /** Ends, with an ERROR, a call that has no callee. */
    void fail(String error, String text) {
        finish(SessionSender.callError(request, error, text));
    }

    /** Ends the call with an ERROR. Does not wait for the callee, if there is one. */
    void giveUp(boolean interrupts, @Nullable String reason, String error, String text) {
        giveUp(interrupts, reason, SessionSender.callError(request, error, text));
    }

    private void giveUp(boolean interrupts, @Nullable String reason, WampMessage answer) {
        Phase last = phase;
        if (end(CallEnd.of(answer))) {
            last.abandon(interrupts, reason);
            caller.sender().answerCall(request, answer);
        }
    }

    /**
     * Ends the call; only this method leads to {@link Ended}. Returns true if the call had not ended before; only then
     * may the caller be answered.
     */
    private boolean end(CallEnd end) {
        if (phase == Ended.INSTANCE) {
            return false;
        }
        phase.leave(this);
        phase = Ended.INSTANCE;
        if (timeout != null) {
            timeout.stop();
        }
        caller.removeEnded(this);
        count(end);
        ended(end);
        return true;
    }

    /** Called once, when the call has ended. */
    void ended(CallEnd end) {}

    private void count(CallEnd end) {
        RoleTally tally = caller.tally();
        if (tally.measuresCalls()) {
            tally.countCall(end, System.nanoTime() - arrivedAt);
        } else {
            tally.countCall(end);
        }
    }
}
