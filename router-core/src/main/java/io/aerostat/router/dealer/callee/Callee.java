package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DealerLimits;
import org.jspecify.annotations.Nullable;

/**
 * The callee's part of a session: sends INVOCATION and INTERRUPT to the session, and passes each YIELD or ERROR to the
 * {@link Attempt} that it answers. Confined to the session's loop, unless a method says otherwise.
 */
public final class Callee {
    private static final Refusal CALLEE_GONE = new Refusal(ErrorUris.CANCELED, "callee gone");
    private static final Refusal PASSTHRU_REFUSED =
            new Refusal(ErrorUris.FEATURE_NOT_SUPPORTED, "the caller did not announce payload_passthru_mode");

    private final Peer peer;
    private final DealerLimits limits;
    private final DealerCounters statistics;
    private final CalleeAbilities abilities;
    private final SessionSender sender;
    private final InvocationTable invocations;
    private boolean gone;

    public Callee(Peer peer, DealerLimits limits, DealerCounters statistics, SessionSender sender) {
        this.peer = peer;
        this.limits = limits;
        this.statistics = statistics;
        this.sender = sender;
        this.abilities = CalleeAbilities.of(peer.roles());
        this.invocations = new InvocationTable(statistics.pendingOn(peer.loop()));
    }

    /** Returns the session. Any thread. */
    Peer peer() {
        return peer;
    }

    /** Returns the features that the session announced as a callee. Any thread. */
    public CalleeAbilities abilities() {
        return abilities;
    }

    public int pendingInvocations() {
        return invocations.size();
    }

    /** Sends the INVOCATION, or informs the caller's loop why the INVOCATION was not sent. */
    void invoke(Attempt attempt) {
        assert peer.loop().inEventLoop();
        if (gone || attempt.target().isClosed()) {
            attempt.target().release();
            attempt.giveBack();
            return;
        }
        int maximum = limits.pendingInvocationsPerCallee();
        if (invocations.size() >= maximum) {
            attempt.target().release();
            fail(attempt, Refusal.ofLimit("pending_invocations_per_callee", maximum));
            return;
        }
        invocations.add(attempt);
        Sent sent = sender.send(attempt.first());
        if (sent == Sent.OK) {
            attempt.forgetPayload();
        } else if (invocations.withdraw(attempt)) {
            attempt.target().release();
            if (sent == Sent.CLOSED && !sender.isBroken()) {
                attempt.giveBack();
            } else {
                failUnsent(attempt, sent);
            }
        }
    }

    /** Sends a further INVOCATION of a progressive call. Drops the chunk if the call has ended (PCI-7). */
    void proceed(Attempt attempt, Call chunk) {
        if (attempt.isReturned()) {
            attempt.giveBack(chunk);
            return;
        }
        if (!invocations.holds(attempt) || attempt.isAbandoned()) {
            return;
        }
        Sent sent = sender.send(attempt.next(chunk));
        if (sent != Sent.OK) {
            // An invocation with a missing part is worthless to caller and callee.
            end(attempt);
            sendInterrupt(attempt, CancelMode.KILLNOWAIT, null);
            failUnsent(attempt, sent);
        }
    }

    /** Interrupts the callee; the call keeps waiting for the callee's answer. */
    void interrupt(Attempt attempt, CancelMode mode) {
        if (invocations.holds(attempt)) {
            sendInterrupt(attempt, mode, null);
        }
    }

    /**
     * Called when the call has ended without an answer of the callee (CAN-2, CAN-4, RPC-8).
     *
     * @param interrupt whether to interrupt the callee
     */
    void abandon(Attempt attempt, boolean interrupt, @Nullable String reason) {
        if (!invocations.holds(attempt)) {
            return;
        }
        boolean interrupted = interrupt && sendInterrupt(attempt, CancelMode.KILLNOWAIT, reason);
        if (interrupted || !attempt.target().isBounded()) {
            end(attempt);
        } else {
            // The callee may still be working, so its slot stays taken until it has answered.
            attempt.markAbandoned();
        }
    }

    /** Returns the procedure of an invocation that has not been answered; null if there is none. */
    public @Nullable String procedureOf(long invocation) {
        Attempt attempt = invocations.get(invocation);
        return attempt == null ? null : attempt.procedure();
    }

    /** Returns the payloads that are allowed in the answers to an invocation. */
    public PermittedPayloads payloadsOf(long invocation) {
        Attempt attempt = invocations.get(invocation);
        return attempt == null ? PermittedPayloads.ANY : attempt.call().payloads();
    }

    /** Checks whether the callee has been interrupted and has not answered yet. */
    public boolean isInterrupted(long invocation) {
        Attempt attempt = invocations.get(invocation);
        return attempt != null && attempt.isInterrupted();
    }

    public void onYield(Yield yield) {
        assert peer.loop().inEventLoop();
        Passthru passthru = yield.options().passthru();
        if (passthru.isUsed() && !abilities.passthru()) {
            peer.violate("YIELD.Options.ppt_scheme: the callee did not announce payload_passthru_mode"); // PPT-3
            return;
        }
        boolean progress = yield.options().progress();
        Attempt attempt = takeAnswer(yield.request(), "YIELD", !progress);
        if (attempt == null) {
            return;
        }
        if (passthru.isUsed() && !attempt.call().takesPassthru()) {
            refusePassthru(attempt);
        } else if (!progress) {
            end(attempt);
            attempt.answer(attempt.result(yield));
        } else if (attempt.call().wantsProgress()) {
            // PCR-3: the caller asked for progressive results, even if the router did not ask the callee for them.
            attempt.answer(attempt.result(yield));
        } else {
            statistics.unwantedProgress.increment(); // PCR-6
        }
    }

    public void onError(ErrorMessage error) {
        assert peer.loop().inEventLoop();
        if (error.details().passthru().isUsed() && !abilities.passthru()) {
            peer.violate("ERROR.Details.ppt_scheme: the callee did not announce payload_passthru_mode"); // PPT-3
            return;
        }
        Attempt attempt = takeAnswer(error.request(), "ERROR", true);
        if (attempt != null) {
            end(attempt);
            attempt.answer(attempt.error(error));
        }
    }

    /** Ends all invocations, because the session has ended (RPC-9, PCR-7). */
    public void leave() {
        gone = true;
        for (Attempt attempt : invocations.removeAll()) {
            attempt.target().release();
            if (!attempt.isAbandoned()) {
                fail(attempt, CALLEE_GONE);
            }
        }
    }

    /**
     * Returns the attempt to which an answer belongs, and counts an answer that is too late. An answer to an invocation
     * that was never sent is a violation (PV-5, A-12).
     *
     * @return null if no call waits for the answer
     */
    private @Nullable Attempt takeAnswer(long invocation, String what, boolean isFinal) {
        Attempt attempt = invocations.get(invocation);
        if (attempt != null && !attempt.isAbandoned()) {
            return attempt;
        }
        if (attempt != null && isFinal) {
            end(attempt);
        } else if (attempt == null && !invocations.wasIssued(invocation)) {
            peer.violate(what + ".Request: found " + invocation + " (expected the id of an INVOCATION that was sent)");
            return null;
        }
        statistics.lateAnswers.increment();
        return null;
    }

    /**
     * Answers the callee with an ERROR, because the caller cannot read the answer (PPT-5). Also fails the call, which
     * would otherwise wait for ever.
     */
    private void refusePassthru(Attempt attempt) {
        end(attempt);
        sender.refuse(Invocation.CODE, attempt.invocation(), PASSTHRU_REFUSED);
        fail(attempt, PASSTHRU_REFUSED);
    }

    /** Sends INTERRUPT, but only once for each invocation. Returns false if an INTERRUPT was sent before. */
    private boolean sendInterrupt(Attempt attempt, CancelMode mode, @Nullable String reason) {
        if (!attempt.markInterrupted()) {
            return false;
        }
        // The outcome does not matter: the caller does not depend on INTERRUPT, and a failure may mean that the callee
        // is leaving.
        sender.send(new Interrupt(attempt.invocation(), new InterruptOptions(mode, reason)));
        return true;
    }

    private void end(Attempt attempt) {
        if (invocations.remove(attempt)) {
            attempt.target().release();
        }
    }

    private static void fail(Attempt attempt, Refusal reason) {
        attempt.answer(reason.toMessage(Call.CODE, attempt.call().request()));
    }

    private static void failUnsent(Attempt attempt, Sent sent) {
        attempt.answer(SessionSender.undeliverable(attempt.call().request(), sent, "the call"));
    }
}
