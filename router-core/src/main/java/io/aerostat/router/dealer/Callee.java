package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/** A session as callee: it is sent invocations and interrupts, and its answers go back to the callers' loops. Confined to its loop. */
final class Callee {
    private static final ResultDetails PROGRESS = new ResultDetails(true, Passthru.NONE);

    private final Peer peer;
    private final DealerLimits limits;
    private final DealerStatistics statistics;
    private final CalleeAbilities abilities;
    private final SessionSender sender;
    private final InvocationTable invocations;
    private boolean gone;

    Callee(Peer peer, DealerLimits limits, DealerStatistics statistics, SessionSender sender) {
        this.peer = peer;
        this.limits = limits;
        this.statistics = statistics;
        this.sender = sender;
        this.abilities = CalleeAbilities.of(peer.roles());
        this.invocations = new InvocationTable(statistics);
    }

    /** Any thread. */
    Peer peer() {
        return peer;
    }

    /** Any thread. */
    CalleeAbilities abilities() {
        return abilities;
    }

    int pendingInvocations() {
        return invocations.size();
    }

    /** Sends the INVOCATION, or tells the caller why not. */
    void invoke(Attempt attempt) {
        assert peer.loop().inEventLoop();
        if (gone || attempt.target().isClosed()) {
            attempt.target().release();
            giveBack(attempt);
            return;
        }
        if (invocations.size() >= limits.pendingInvocationsPerCallee()) {
            attempt.target().release();
            fail(
                    attempt,
                    ErrorUris.LIMIT_EXCEEDED,
                    Refusal.limitText("pending_invocations_per_callee", limits.pendingInvocationsPerCallee()));
            return;
        }
        invocations.add(attempt);
        Sent sent = sender.send(attempt.first());
        if (sent == Sent.OK) {
            attempt.sent();
        } else if (invocations.withdraw(attempt)) {
            attempt.target().release();
            if (sent == Sent.CLOSED && !sender.isBroken()) {
                giveBack(attempt);
            } else {
                failUnsent(attempt, sent);
            }
        }
    }

    /** Returns the call to its caller's loop: the INVOCATION was never sent, so another callee may serve it. */
    private static void giveBack(Attempt attempt) {
        attempt.markReturned();
        PendingCall call = attempt.call();
        onLoopOf(call, () -> call.returned(attempt));
    }

    /** Sends a further INVOCATION of a progressive call; one that is over drops it (PCI-7). */
    void proceed(Attempt attempt, Call chunk) {
        if (attempt.isReturned()) {
            PendingCall call = attempt.call();
            onLoopOf(call, () -> call.returned(attempt, chunk));
            return;
        }
        if (!invocations.holds(attempt) || attempt.isAbandoned()) {
            return;
        }
        Invocation next = attempt.next(chunk);
        Sent sent = sender.send(next);
        if (sent != Sent.OK) {
            // With a part missing the stream is worthless, to either side.
            end(attempt);
            sendInterrupt(attempt, CancelMode.KILLNOWAIT, null);
            failUnsent(attempt, sent);
        }
    }

    void interrupt(Attempt attempt, CancelMode mode, @Nullable String reason) {
        if (invocations.holds(attempt)) {
            sendInterrupt(attempt, mode, reason);
        }
    }

    /** The call is over without the callee, who is told if {@code interrupt} says so (CAN-2, CAN-4, RPC-8). */
    void abandon(Attempt attempt, boolean interrupt, @Nullable String reason) {
        if (!invocations.holds(attempt)) {
            return;
        }
        boolean interrupted = interrupt && sendInterrupt(attempt, CancelMode.KILLNOWAIT, reason);
        if (interrupted || !attempt.target().isBounded()) {
            end(attempt);
        } else {
            // The callee works on, for all we know; its concurrency counts until it has answered.
            attempt.abandon();
        }
    }

    void onYield(Yield yield) {
        assert peer.loop().inEventLoop();
        Passthru passthru = yield.options().passthru();
        if (passthru.isUsed() && !abilities.passthru()) {
            peer.violate("YIELD.Options.ppt_scheme: the callee did not announce payload_passthru_mode"); // PPT-3
            return;
        }
        Attempt attempt = find(yield.request(), "YIELD", !yield.options().progress());
        if (attempt == null) {
            return;
        }
        PendingCall call = attempt.call();
        if (passthru.isUsed() && !call.caller().takesPassthru()) {
            refusePassthru(attempt);
        } else if (!yield.options().progress()) {
            end(attempt);
            answer(
                    attempt,
                    new Result(
                            call.request(),
                            finalDetails(passthru),
                            call.caller().readable(yield.payload())));
        } else if (call.wantsProgress()) {
            // Also from a callee that was not asked: its caller was (PCR-3).
            ResultDetails details = passthru == Passthru.NONE ? PROGRESS : new ResultDetails(true, passthru);
            answer(attempt, new Result(call.request(), details, call.caller().readable(yield.payload())));
        } else {
            statistics.unwantedProgress.increment(); // PCR-6
        }
    }

    void onError(ErrorMessage error) {
        assert peer.loop().inEventLoop();
        Passthru passthru = error.details().passthru();
        if (passthru.isUsed() && !abilities.passthru()) {
            peer.violate("ERROR.Details.ppt_scheme: the callee did not announce payload_passthru_mode"); // PPT-3
            return;
        }
        Attempt attempt = find(error.request(), "ERROR", true);
        if (attempt == null) {
            return;
        }
        end(attempt);
        PendingCall call = attempt.call();
        // A caller that cannot read passed-through payload still learns which error it was.
        boolean readable = !passthru.isUsed() || call.caller().takesPassthru();
        ErrorDetails details = passthru != Passthru.NONE && readable ? new ErrorDetails(passthru) : ErrorDetails.NONE;
        Payload payload = readable ? call.caller().readable(error.payload()) : Payload.EMPTY;
        answer(attempt, new ErrorMessage(Call.CODE, call.request(), details, error.error(), payload)); // 48
    }

    /** The session is over: so are its invocations (RPC-9, PCR-7). */
    void leave() {
        gone = true;
        for (Attempt attempt : invocations.removeAll()) {
            attempt.target().release();
            if (!attempt.isAbandoned()) {
                fail(attempt, ErrorUris.CANCELED, "callee gone");
            }
        }
    }

    /** The attempt that an answer is for; null if its call is over. An answer to what was never asked is a violation (PV-5, A-12). */
    private @Nullable Attempt find(long invocation, String what, boolean isFinal) {
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

    /** PPT-5: the callee is told, and so is the caller, who would wait for ever otherwise. */
    private void refusePassthru(Attempt attempt) {
        end(attempt);
        String text = "the caller did not announce payload_passthru_mode";
        sender.refuse(Invocation.CODE, attempt.invocation(), new Refusal(ErrorUris.FEATURE_NOT_SUPPORTED, text));
        fail(attempt, ErrorUris.FEATURE_NOT_SUPPORTED, text);
    }

    private static ResultDetails finalDetails(Passthru passthru) {
        return passthru == Passthru.NONE ? ResultDetails.NONE : new ResultDetails(false, passthru);
    }

    /** Sends the one INTERRUPT that an invocation gets; false if it has had it. */
    private boolean sendInterrupt(Attempt attempt, CancelMode mode, @Nullable String reason) {
        if (!attempt.interrupt()) {
            return false;
        }
        // One that cannot be sent is not missed: the caller does not depend on it, or the callee is on its way out.
        sender.send(new Interrupt(attempt.invocation(), new InterruptOptions(mode, reason)));
        return true;
    }

    private void end(Attempt attempt) {
        if (invocations.remove(attempt)) {
            attempt.target().release();
        }
    }

    private void fail(Attempt attempt, String error, String text) {
        answer(attempt, SessionSender.callError(attempt.call().request(), error, text));
    }

    private void failUnsent(Attempt attempt, Sent sent) {
        answer(attempt, SessionSender.undeliverable(attempt.call().request(), sent, "the call"));
    }

    private static void onLoopOf(PendingCall call, Runnable command) {
        call.caller().peer().run(command);
    }

    private static void answer(Attempt attempt, WampMessage message) {
        PendingCall call = attempt.call();
        if (call.caller().peer().loop().inEventLoop()) {
            call.answered(attempt, message);
        } else {
            call.caller().peer().loop().execute(new Answer(attempt, message));
        }
    }
}
