package io.aerostat.router.dealer.callee;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Queues the changes of the table, and passes them to the listener one at a time and in order. A writer first answers
 * its client and then announces its changes, so no meta event precedes the REGISTERED that caused it.
 */
final class RegistrationChanges {
    private final RegistrationListener listener;
    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger announcements = new AtomicInteger();

    RegistrationChanges(RegistrationListener listener) {
        this.listener = listener;
    }

    /** Queues the creation of a registration. Called by one writer at a time. */
    void created(long session, RegistrationDetails registration) {
        changes.add(() -> listener.onCreate(session, registration));
    }

    void registered(long session, long registration) {
        changes.add(() -> listener.onRegister(session, registration));
    }

    void unregistered(long session, long registration) {
        changes.add(() -> listener.onUnregister(session, registration));
    }

    void deleted(long session, long registration) {
        changes.add(() -> listener.onDelete(session, registration));
    }

    /**
     * Passes all queued changes to the listener, unless another thread is already doing so. Any thread; the caller must
     * not hold a lock.
     */
    void announce() {
        if (announcements.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable event = changes.poll(); event != null; event = changes.poll()) {
                event.run();
            }
            seen = announcements.addAndGet(-seen);
        } while (seen != 0);
    }
}
