package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.dealer.callee.WaitingCalls.Offer;
import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that another node has placed with a callee of this node. The other node owns the call, its timeout and its
 * caller. This node only passes the call to the callee, and the answers to the other node.
 *
 * <p>Confined to its callee's loop, except the methods of {@link WaitingCall} and {@link CalleeSearch}, which any
 * thread may call while the call waits.
 */
public final class ForwardedCall implements ServedCall, WaitingCall, CalleeSearch {
    /** Receives the answers of a forwarded call, on the call's loop. */
    public interface Replies {
        /** Called with each RESULT, and with the ERROR of a call that failed. */
        void answered(ForwardedCall call, WampMessage answer, boolean isFinal);

        /** Called when the callee had left before the INVOCATION could be sent. */
        void returned(ForwardedCall call);
    }

    private final long request;
    private final RegisteredCallee target;
    private final InvocationDetails details;
    private final Payload payload;
    private final boolean wantsProgress;
    private final boolean takesPassthru;
    private final int maximumChunks;
    private final int maximumWaiting;
    private final Replies replies;
    private @Nullable Attempt attempt; // null while the call waits
    private @Nullable List<Call> chunks; // the chunks that have arrived before the call has a callee
    private boolean ended;
    private long lifetimeMillis;
    private long arrivedAt;
    /**
     * Whether the call has ended on the caller's node. The flag is set before the command that ends the call reaches
     * the loop.
     */
    private volatile boolean unwanted;

    ForwardedCall(
            long request,
            RegisteredCallee target,
            InvocationDetails details,
            Payload payload,
            boolean wantsProgress,
            boolean takesPassthru,
            int maximumChunks,
            int maximumWaiting,
            Replies replies) {
        this.request = request;
        this.target = target;
        this.details = details;
        this.payload = payload;
        this.wantsProgress = wantsProgress;
        this.takesPassthru = takesPassthru;
        this.maximumChunks = maximumChunks;
        this.maximumWaiting = maximumWaiting;
        this.replies = replies;
    }

    /**
     * Limits the time between the arrival of the call and its INVOCATION. Called before the call is passed to its loop.
     *
     * @param millis 0 for no limit
     */
    public void limitLifetime(long millis) {
        lifetimeMillis = millis;
        arrivedAt = System.nanoTime();
    }

    /** Prevents the call from being passed to its callee, because its caller no longer waits. Any thread. */
    public void drop() {
        unwanted = true;
    }

    private boolean isLate() {
        return lifetimeMillis > 0 && System.nanoTime() - arrivedAt > TimeUnit.MILLISECONDS.toNanos(lifetimeMillis);
    }

    /** Runs a command on the call's loop, in the order of submission. Any thread. */
    public void run(Runnable command) {
        callerPeer().run(command);
    }

    /** Invokes the callee, or waits for a free slot of the callee. */
    public void start() {
        if (ended) {
            return;
        }
        WaitingCalls waiting = target.registration().waiting();
        if (waiting.isEmpty() && target.tryAcquire()) {
            invoke(target);
            return;
        }
        Offer offer = waiting.offer(this);
        if (offer == Offer.CLOSED) {
            comeBack();
        } else if (offer == Offer.FULL) {
            end(SessionSender.callError(
                    request,
                    ErrorUris.MAX_CONCURRENCY_REACHED,
                    "maximum concurrency of all callees reached; "
                            + Refusal.limitText("waiting_calls_per_registration", maximumWaiting)));
        }
    }

    private void invoke(RegisteredCallee callee) {
        if (unwanted) {
            ended = true;
            callee.release();
            return;
        }
        if (isLate()) {
            callee.release();
            end(SessionSender.callError(request, ErrorUris.TIMEOUT, "the call reached its callee too late"));
            return;
        }
        Attempt started = new Attempt(this, callee, details, payload);
        attempt = started;
        List<Call> kept = chunks;
        chunks = null;
        started.start(); // the answer may arrive before this method returns
        if (kept != null && !ended) {
            kept.forEach(started::send);
        }
    }

    /** Sends a further INVOCATION of a progressive call, or keeps the chunk while the call waits. */
    public void addChunk(Call chunk) {
        if (ended) {
            return;
        }
        if (attempt != null) {
            attempt.send(chunk);
            return;
        }
        List<Call> kept = chunks;
        if (kept == null) {
            kept = new ArrayList<>();
            chunks = kept;
        }
        if (kept.size() < maximumChunks) {
            kept.add(chunk);
        } else {
            target.registration().waiting().withdraw(this);
            end(SessionSender.callError(
                    request, ErrorUris.LIMIT_EXCEEDED, Refusal.limitText("chunks_per_waiting_call", maximumChunks)));
        }
    }

    /** Interrupts the callee; the call keeps waiting for the callee's answer. A call without a callee ends. */
    public void interrupt(CancelMode mode) {
        if (ended) {
            return;
        }
        if (attempt != null) {
            attempt.interrupt(mode);
        } else {
            target.registration().waiting().withdraw(this);
            end(SessionSender.callError(request, ErrorUris.CANCELED, "call canceled by its caller"));
        }
    }

    /** Ends the call without an answer, because the call has ended on the caller's node. */
    public void abandon(boolean interrupts, @Nullable String reason) {
        if (ended) {
            return;
        }
        ended = true;
        if (attempt != null) {
            attempt.abandon(interrupts, reason);
        } else {
            target.registration().waiting().withdraw(this);
        }
    }

    @Override
    public void answered(Attempt by, WampMessage answer) {
        if (ended) {
            return;
        }
        boolean isFinal = !(answer instanceof Result result && result.details().progress());
        ended = isFinal;
        replies.answered(this, answer, isFinal);
    }

    @Override
    public void returned(Attempt by) {
        if (!ended) {
            comeBack();
        }
    }

    @Override
    public void returned(Attempt by, Call chunk) {
        // A progressive call is never returned, so there is no chunk to return.
    }

    /**
     * Returns the call to the caller's node, which may look for another callee. A progressive call fails instead,
     * because the caller's node has not kept the chunks.
     */
    private void comeBack() {
        if (details.progress()) {
            end(SessionSender.callError(request, ErrorUris.CANCELED, "callee gone"));
        } else {
            ended = true;
            replies.returned(this);
        }
    }

    private void end(ErrorMessage error) {
        ended = true;
        replies.answered(this, error, true);
    }

    /** Returns the callee's session, because the call uses the loop of that session. */
    @Override
    public Peer callerPeer() {
        return target.callee().peer();
    }

    @Override
    public long request() {
        return request;
    }

    @Override
    public boolean wantsProgress() {
        return wantsProgress;
    }

    @Override
    public boolean takesPassthru() {
        return takesPassthru;
    }

    /** Returns the payload unchanged, because only the caller's node knows which payloads the caller understands. */
    @Override
    public Payload readable(Payload answer) {
        return answer;
    }

    @Override
    public CalleeSearch search() {
        return this;
    }

    @Override
    public void onTurn(@Nullable RegisteredCallee callee) {
        callerPeer().loop().execute(() -> takeTurn(callee));
    }

    private void takeTurn(@Nullable RegisteredCallee callee) {
        if (ended) {
            if (callee != null) {
                callee.release();
            }
        } else if (callee == null) {
            comeBack();
        } else {
            invoke(callee);
        }
    }

    @Override
    public @Nullable CalleeSelection partition() {
        return null;
    }

    @Override
    public boolean canBeServedBy(RegisteredCallee[] callees) {
        for (RegisteredCallee callee : callees) {
            if (callee.isLike(target)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Outcome on(RegisteredCallee callee) {
        if (!callee.isLike(target)) {
            return Outcome.UNFIT;
        }
        return callee.tryAcquire() ? Outcome.TAKEN : Outcome.BUSY;
    }
}
