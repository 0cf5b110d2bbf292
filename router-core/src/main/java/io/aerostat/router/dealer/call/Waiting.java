package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.router.dealer.callee.CalleeSearch;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.WaitingCall;
import io.aerostat.router.dealer.callee.WaitingCalls;
import io.aerostat.router.dealer.callee.WaitingCalls.Offer;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The phase in which the call waits in {@link WaitingCalls}, because every suitable callee has reached its
 * {@code concurrency} (SHR-7). Confined to the caller's loop, except the methods of {@link WaitingCall}.
 */
final class Waiting implements Phase, WaitingCall {
    private final PendingCall call;
    private final Placing placing;
    private final Registration registration;

    Waiting(PendingCall call, Placing placing, Registration registration) {
        this.call = call;
        this.placing = placing;
        this.registration = registration;
    }

    /**
     * Adds the call to the queue, or ends the call if the queue is full. Returns false if the registration has been
     * deleted.
     */
    boolean begin() {
        call.enter(this);
        call.caller().unplaced().add(call.procedure(), registration, call.number());
        call.startTimeout(false);
        Offer offer = registration.waiting().offer(this);
        if (offer == Offer.ACCEPTED) {
            return true;
        }
        stop();
        if (offer == Offer.FULL) {
            int maximum = call.caller().realm().limits().waitingCallsPerRegistration();
            call.fail(
                    ErrorUris.MAX_CONCURRENCY_REACHED,
                    "maximum concurrency of all callees reached; "
                            + Refusal.limitText("waiting_calls_per_registration", maximum));
        }
        return offer == Offer.FULL;
    }

    /** Returns to {@link Placing}. The call has already left the queue. */
    void stop() {
        call.caller().unplaced().remove(call.procedure(), registration, call.number());
        call.enter(placing);
    }

    @Override
    public CalleeSearch search() {
        return placing;
    }

    @Override
    public void onTurn(@Nullable RegisteredCallee callee) {
        // Use a separate task, even on this loop, so that calls continue in the order in which they left the queue.
        call.callerPeer().loop().execute(() -> takeTurn(callee));
    }

    private void takeTurn(@Nullable RegisteredCallee callee) {
        if (call.phase() != this) {
            if (callee != null) {
                callee.release();
            }
        } else if (callee == null) {
            goOnWithoutCallee(registration.callees());
        } else {
            stop();
            if (placing.isOvertakenAt(callee)) {
                callee.release();
                placing.start();
            } else {
                placing.invoke(callee);
            }
        }
    }

    private void goOnWithoutCallee(RegisteredCallee[] left) {
        if (placing.mayStartAgain(left)) {
            stop();
            placing.start();
        } else {
            placing.failUnserved(left);
        }
    }

    @Override
    public void addChunk(PendingCall same, Call chunk) {
        placing.addChunk(call, chunk);
    }

    @Override
    public void leave(PendingCall same) {
        call.caller().unplaced().remove(call.procedure(), registration, call.number());
        registration.waiting().withdraw(this);
    }
}
