package io.aerostat.router.dealer.callee;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Queues the changes of the table, and passes them to the listener in their order, one at a time, after each writer has
 * answered its client: a meta event never overtakes the REGISTERED that caused it.
 */
final class RegistrationChanges {
    private final RegistrationListener listener;
    private final Queue<Runnable> noted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hands = new AtomicInteger();

    RegistrationChanges(RegistrationListener listener) {
        this.listener = listener;
    }

    /** Called by one writer at a time. */
    void created(long session, RegistrationDetails registration) {
        noted.add(() -> listener.onCreate(session, registration));
    }

    void registered(long session, long registration) {
        noted.add(() -> listener.onRegister(session, registration));
    }

    void unregistered(long session, long registration) {
        noted.add(() -> listener.onUnregister(session, registration));
    }

    void deleted(long session, long registration) {
        noted.add(() -> listener.onDelete(session, registration));
    }

    /**
     * Passes all queued changes to the listener, unless another thread is doing so already. Any thread, without holding
     * a lock.
     */
    void announce() {
        if (hands.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable event = noted.poll(); event != null; event = noted.poll()) {
                event.run();
            }
            seen = hands.addAndGet(-seen);
        } while (seen != 0);
    }
}
