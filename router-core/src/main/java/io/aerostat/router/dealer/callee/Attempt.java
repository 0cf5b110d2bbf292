package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.Serializers;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to have a callee serve a call. Carries the caller's commands to the callee's loop, and the answers back
 * to the caller's loop. Until the callee has answered, the attempt is also the call's entry in the
 * {@link InvocationTable}.
 *
 * <p>Its mutable fields are confined to the callee's loop.
 */
public final class Attempt implements Runnable {
    private static final ResultDetails PROGRESS = new ResultDetails(true, Passthru.NONE);

    private final ServedCall call;
    private final RegisteredCallee target;
    private final InvocationDetails details;
    private @Nullable Payload payload; // kept until the first INVOCATION is sent
    private long invocation;
    private boolean interrupted;
    private boolean abandoned;
    private boolean returned;

    public Attempt(ServedCall call, RegisteredCallee target, InvocationDetails details, Payload payload) {
        this.call = call;
        this.target = target;
        this.details = details;
        this.payload = payload;
    }

    /** Returns the call, whose methods up to {@link ServedCall#payloads} may be called on any thread. */
    public ServedCall call() {
        return call;
    }

    /** Returns the details of the first INVOCATION. */
    public InvocationDetails details() {
        return details;
    }

    /** Returns the procedure that was called. INVOCATION names the procedure only if the registration has a pattern. */
    String procedure() {
        String named = details.procedure();
        return named == null ? target.registration().details().uri() : named;
    }

    public RegisteredCallee target() {
        return target;
    }

    private Callee callee() {
        return target.callee();
    }

    public boolean isInterruptible() {
        return target.abilities().interruptible();
    }

    // Commands: given on the caller's loop, and executed on the callee's loop in the same order.

    /** Sends the INVOCATION, on the callee's loop. */
    public void start() {
        CalleeNode node = target.node();
        if (node == null) {
            callee().peer().run(this);
        } else {
            node.start(this);
        }
    }

    /** Executes {@link #start} on the callee's loop. */
    @Override
    public void run() {
        callee().invoke(this);
    }

    /** Sends a further INVOCATION of a progressive call. */
    public void send(Call chunk) {
        CalleeNode node = target.node();
        if (node != null) {
            node.send(this, chunk);
            return;
        }
        Callee callee = callee();
        callee.peer().run(() -> callee.proceed(this, chunk));
    }

    public void interrupt(CancelMode mode) {
        CalleeNode node = target.node();
        if (node != null) {
            node.interrupt(this, mode);
            return;
        }
        Callee callee = callee();
        callee.peer().run(() -> callee.interrupt(this, mode));
    }

    /**
     * Informs the callee's loop that the call has ended without an answer of the callee.
     *
     * @param interrupts whether to interrupt the callee, if it announced the feature (CAN-5)
     * @param reason the reason for INTERRUPT, a URI; null for none
     */
    public void abandon(boolean interrupts, @Nullable String reason) {
        boolean interrupt = interrupts && isInterruptible();
        CalleeNode node = target.node();
        if (node != null) {
            node.abandon(this, interrupt, reason);
            return;
        }
        Callee callee = callee();
        callee.peer().run(() -> callee.abandon(this, interrupt, reason));
    }

    // Answers: given on the callee's loop, and handled on the caller's loop in the same order.

    /** Passes a RESULT (progressive or final) or an ERROR to the caller's loop. */
    public void answer(WampMessage answer) {
        if (call.callerPeer().loop().inEventLoop()) {
            call.answered(this, answer);
        } else {
            call.callerPeer().loop().execute(new Answer(this, answer));
        }
    }

    /**
     * Returns the call to the caller's loop, because the INVOCATION was never sent; another callee may serve the call.
     */
    public void giveBack() {
        returned = true;
        call.callerPeer().run(() -> call.returned(this));
    }

    /** Returns a chunk to the caller's loop after its call has been returned. */
    void giveBack(Call chunk) {
        call.callerPeer().run(() -> call.returned(this, chunk));
    }

    // State that is confined to the callee's loop.

    /**
     * Returns the id of the INVOCATION, or 0 before the INVOCATION is sent. If the callee is on another node, this
     * method returns the id of the call between the two nodes, and must be called on the caller's loop.
     */
    public long invocation() {
        return invocation;
    }

    public void setInvocation(long id) {
        invocation = id;
    }

    /** Records that the callee has been interrupted. Returns true if this is the first interruption. */
    boolean markInterrupted() {
        boolean first = !interrupted;
        interrupted = true;
        return first;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /**
     * Checks whether the call has ended while the callee still uses a slot for it. The callee's answer then frees the
     * slot and is dropped.
     */
    boolean isAbandoned() {
        return abandoned;
    }

    void markAbandoned() {
        abandoned = true;
    }

    boolean isReturned() {
        return returned;
    }

    /** Returns the payload, which has not been sent yet. */
    public Payload payload() {
        Payload unsent = payload;
        if (unsent == null) {
            throw new IllegalStateException("an attempt is invoked once");
        }
        return unsent;
    }

    /** Discards the payload, because the first INVOCATION has been sent. */
    void forgetPayload() {
        payload = null;
    }

    // Messages.

    Invocation first() {
        return invocation(details, payload());
    }

    /**
     * Returns a further INVOCATION of a progressive call. Except for {@code progress}, it has the details of the first
     * one (PCI-2, PCI-10).
     */
    Invocation next(Call chunk) {
        return invocation(detailsWith(chunk.options().progress()), chunk.payload());
    }

    private Invocation invocation(InvocationDetails with, Payload sent) {
        boolean takesBarePayload = callee().abilities().transparency();
        return new Invocation(
                invocation, target.registration().id(), with, Serializers.readable(sent, takesBarePayload));
    }

    private InvocationDetails detailsWith(boolean progress) {
        return progress == details.progress()
                ? details
                : new InvocationDetails(
                        details.procedure(),
                        details.receiveProgress(),
                        progress,
                        details.timeout(),
                        details.caller(),
                        details.callerAuthid(),
                        details.callerAuthrole(),
                        details.trustlevel(),
                        details.passthru());
    }

    /** Returns the RESULT that corresponds to a YIELD. */
    Result result(Yield yield) {
        return new Result(call.request(), resultDetails(yield), call.readable(yield.payload()));
    }

    private static ResultDetails resultDetails(Yield yield) {
        Passthru passthru = yield.options().passthru();
        boolean progress = yield.options().progress();
        if (passthru == Passthru.NONE) {
            return progress ? PROGRESS : ResultDetails.NONE;
        }
        return new ResultDetails(progress, passthru);
    }

    /**
     * Returns the caller's ERROR that corresponds to the callee's ERROR. A caller that cannot read payload in passthru
     * mode still gets the URI of the error.
     */
    ErrorMessage error(ErrorMessage error) {
        Passthru passthru = error.details().passthru();
        boolean readable = !passthru.isUsed() || call.takesPassthru();
        return new ErrorMessage(
                Call.CODE,
                call.request(),
                passthru != Passthru.NONE && readable ? new ErrorDetails(passthru) : ErrorDetails.NONE,
                error.error(),
                readable ? call.readable(error.payload()) : Payload.EMPTY);
    }
}
