package io.aerostat.router.dealer;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Yield;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.dealer.call.Caller;
import io.aerostat.router.dealer.callee.Callee;
import io.aerostat.router.dealer.callee.Registrant;
import io.aerostat.router.dealer.callee.SessionLoops;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.peer.Peer;

/**
 * What the dealer knows of one session. Confined to the session's loop. Takes requests whose URIs have been checked and that are authorized, and
 * answers through {@link Peer#send}.
 */
public final class DealerSession {
    private final SessionLoops loops;
    private final Peer peer;
    private final Caller caller;
    private final Callee callee;
    private final Registrant registrant;

    DealerSession(Dealer dealer, Peer peer) {
        SessionSender sender = new SessionSender(peer);
        this.loops = dealer.loops();
        this.peer = peer;
        this.caller = new Caller(dealer.calls(), peer, sender);
        this.callee = new Callee(peer, dealer.options().limits(), dealer.counters(), sender);
        this.registrant = new Registrant(callee, dealer.registrations(), loops, dealer.options(), sender);
    }

    public void register(Register register) {
        registrant.register(register);
    }

    public void unregister(Unregister unregister) {
        registrant.unregister(unregister);
    }

    /** Starts a call, or goes on with a progressive one; {@code permit} counts for the first CALL only (PCI-10). */
    public void call(Call call, Permit permit) {
        caller.call(call, permit);
    }

    /** Whether this CALL goes on with a progressive call that is under way: it needs no authorization of its own. */
    public boolean continues(Call call) {
        return caller.continues(call);
    }

    /** The session itself has answered this CALL with an ERROR: further CALLs of the same progressive call are to be dropped (PCI-7). */
    public void refused(Call call) {
        caller.noteRefused(call);
    }

    /** A CALL of this id cannot be forwarded: the request fails, or the progressive call of which it was to be a part (P21). */
    public void refuseCall(long request, String uri, String text) {
        caller.refuse(request, uri, text);
    }

    public void cancel(Cancel cancel) {
        caller.cancel(cancel);
    }

    public void yield(Yield yield) {
        callee.onYield(yield);
    }

    /** An ERROR of request type INVOCATION; the session refuses others itself (PV-4). */
    public void error(ErrorMessage error) {
        callee.onError(error);
    }

    /**
     * The session is over, whoever ended it: its registrations go, its calls are let go of, and who waits for its answers is told (SES-18).
     * Nothing may follow.
     */
    public void leave() {
        registrant.leave();
        callee.leave();
        caller.leave();
        loops.left(peer.loop());
    }

    /** Its calls without their final answer. */
    public int pendingCalls() {
        return caller.pendingCalls();
    }

    /** The invocations that it has still to answer. */
    public int pendingInvocations() {
        return callee.pendingInvocations();
    }

    public int registrations() {
        return registrant.registrations();
    }
}
