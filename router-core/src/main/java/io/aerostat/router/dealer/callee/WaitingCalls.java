package io.aerostat.router.dealer.callee;

import java.util.ArrayDeque;

/**
 * The calls of one registration that wait until a callee below its {@code concurrency} can take them, in the order of
 * their arrival (SHR-7). Any thread.
 *
 * <p>Locks, unlike the rest of the data path: a slot that becomes free on a callee's loop must meet a call that arrives
 * on a caller's loop, and calls must leave in their order. Only registrations with {@code concurrency} come here; the
 * lock is held for a few steps.
 */
public final class WaitingCalls {
    /** The outcome of {@link #offer}. */
    public enum Offer {
        ACCEPTED,
        FULL,
        /** The registration is gone. */
        CLOSED
    }

    private final Registration registration;
    private final int maximum;
    private final ArrayDeque<WaitingCall> queue = new ArrayDeque<>();
    private volatile int size;
    private boolean closed;

    WaitingCalls(Registration registration, int maximum) {
        this.registration = registration;
        this.maximum = maximum;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Adds the call at the end of the queue. Its turn may come before this returns. */
    public synchronized Offer offer(WaitingCall call) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (queue.size() >= maximum) {
            return Offer.FULL;
        }
        queue.add(call);
        size = queue.size();
        // After size was written: a slot that is freed from now on is seen by this hand-out or by slotFreed.
        handOut();
        return Offer.ACCEPTED;
    }

    /** Removes a call that does not wait any more. If its turn has come already, the call releases its slot itself. */
    public synchronized void withdraw(WaitingCall call) {
        queue.remove(call);
        size = queue.size();
        handOut();
    }

    /** Called when a callee has a free slot, or the callees have changed. */
    void slotFreed() {
        if (size > 0) {
            synchronized (this) {
                handOut();
            }
        }
    }

    /** Called when the registration is gone: all calls leave the queue. */
    synchronized void close() {
        closed = true;
        for (WaitingCall call = queue.poll(); call != null; call = queue.poll()) {
            call.onTurn(null);
        }
        size = 0;
    }

    private void handOut() {
        for (WaitingCall first = queue.peek(); first != null; first = queue.peek()) {
            CalleeSearch search = first.search();
            RegisteredCallee callee = registration.pick(search);
            if (callee == null && search.canBeServedBy(registration.callees())) {
                break;
            }
            queue.remove();
            size = queue.size();
            first.onTurn(callee);
        }
    }
}
