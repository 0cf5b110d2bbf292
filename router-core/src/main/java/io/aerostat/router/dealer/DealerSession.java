package io.aerostat.router.dealer;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Yield;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.call.Caller;
import io.aerostat.router.dealer.callee.Callee;
import io.aerostat.router.dealer.callee.RegisteringSession;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The dealer's part of one session. Receives authorized requests with valid URIs, and answers through
 * {@link Peer#send}. Confined to the session's loop.
 */
public final class DealerSession {
    private final Dealer dealer;
    private final Peer peer;
    private final SessionSender sender;
    private final Callee callee;
    private final RegisteringSession registering;
    /** Created by the first CALL, because most sessions of a large realm only receive events and never call. */
    private @Nullable Caller caller;

    DealerSession(Dealer dealer, Peer peer) {
        this.dealer = dealer;
        this.peer = peer;
        this.sender = new SessionSender(peer);
        this.callee = new Callee(peer, dealer.options().limits(), dealer.counters(), sender);
        this.registering =
                new RegisteringSession(callee, dealer.registrations(), dealer.loops(), dealer.options(), sender);
    }

    public void register(Register register) {
        registering.register(register);
    }

    public void unregister(Unregister unregister) {
        registering.unregister(unregister);
    }

    /** Starts a call, or continues a progressive call. Only the {@code permit} of the first CALL matters (PCI-10). */
    public void call(Call call, Permit permit) {
        caller().call(call, permit);
    }

    /** Checks whether a CALL continues a pending progressive call; such a CALL needs no authorization. */
    public boolean continues(Call call) {
        return caller != null && caller.continues(call);
    }

    /** Returns the payloads that are allowed in a CALL that continues a pending progressive call. */
    public PermittedPayloads payloadsOf(Call call) {
        return caller().payloadsOf(call);
    }

    /**
     * Called when the session has answered a CALL with an ERROR instead of passing the CALL to the dealer. Further
     * CALLs of the same call are then dropped (PCI-7).
     */
    public void refused(Call call) {
        caller().noteRefused(call);
    }

    /**
     * Refuses a CALL that has failed a check before the dealer, such as authorization or the rate limit. If the CALL
     * belongs to a pending progressive call, that call ends (P21). If the CALL belongs to a progressive call that has
     * ended, the CALL is ignored (PCI-7).
     */
    public void refuse(Call call, Refusal refusal) {
        caller().refuse(call, refusal);
    }

    /** Refuses a CALL that cannot be forwarded. If the CALL belongs to a progressive call, that call ends (P21). */
    public void refuseCall(long request, Refusal refusal) {
        caller().refuse(request, refusal);
    }

    /** Cancels a call. A session that has never called has nothing to cancel (CAN-9). */
    public void cancel(Cancel cancel) {
        if (caller != null) {
            caller.cancel(cancel);
        }
    }

    private Caller caller() {
        Caller made = caller;
        if (made == null) {
            made = new Caller(dealer.calls(), peer, sender);
            caller = made;
        }
        return made;
    }

    /** Returns the procedure of an invocation that this session has not answered; null if there is none. */
    public @Nullable String procedureOf(long invocation) {
        return callee.procedureOf(invocation);
    }

    /** Returns the payloads that are allowed in the answers to an invocation. */
    public PermittedPayloads payloadsOf(long invocation) {
        return callee.payloadsOf(invocation);
    }

    /** Checks whether the router has asked the callee to end an invocation. */
    public boolean isInterrupted(long invocation) {
        return callee.isInterrupted(invocation);
    }

    public void yield(Yield yield) {
        callee.onYield(yield);
    }

    /** Handles an ERROR of request type INVOCATION. The session itself refuses an ERROR of any other type (PV-4). */
    public void error(ErrorMessage error) {
        callee.onError(error);
    }

    /**
     * Called once when the session ends: removes its registrations, ends its calls, and fails the calls that wait for
     * its answers (SES-18).
     */
    public void leave() {
        registering.leave();
        callee.leave();
        if (caller != null) {
            caller.leave();
        }
        dealer.loops().left(peer.loop());
    }

    /** Returns the number of this session's calls that have not had their final answer. */
    public int pendingCalls() {
        return caller == null ? 0 : caller.pendingCalls();
    }

    /** Returns the number of invocations that this session has not answered yet. */
    public int pendingInvocations() {
        return callee.pendingInvocations();
    }

    public int registrations() {
        return registering.registrations();
    }
}
