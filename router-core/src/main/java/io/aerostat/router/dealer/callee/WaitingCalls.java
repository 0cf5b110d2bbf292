package io.aerostat.router.dealer.callee;

import java.util.ArrayDeque;

/**
 * The calls of one registration that wait until a callee is below its {@code concurrency}, in the order of their
 * arrival (SHR-7). Any thread.
 *
 * <p>Unlike the rest of the data path, this queue has a lock: a slot that becomes free on a callee's loop must be given
 * to a call that arrives on a caller's loop at the same time, and calls must leave in order. Only registrations with
 * {@code concurrency} use it, and the lock is held only for a few steps.
 */
public final class WaitingCalls {
    /** The outcome of {@link #offer}. */
    public enum Offer {
        ACCEPTED,
        FULL,
        /** The registration has been deleted. */
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

    /** Adds the call to the end of the queue. Its turn may come before this method returns. */
    public synchronized Offer offer(WaitingCall call) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (queue.size() >= maximum) {
            return Offer.FULL;
        }
        queue.add(call);
        size = queue.size();
        // Do this after the new size is visible, so that every slot that becomes free is noticed: either here or in
        // slotFreed.
        handOut();
        return Offer.ACCEPTED;
    }

    /** Removes a call that no longer waits. If its turn has already come, the call must release the slot itself. */
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

    /** Called when the registration is deleted: all calls leave the queue. */
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
