package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.selection.Candidate;
import io.aerostat.router.realm.DealerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session as one of the callees of a registration, with a bounded number of slots for invocations if it registered
 * with a {@code concurrency}. Any thread acquires and releases slots; {@link #close} and {@link #isClosed} are for the
 * callee's loop only.
 */
public final class RegisteredCallee implements Candidate {
    private final Registration registration;
    private final RegisteringSession holder;
    private final Callee callee;
    private final boolean disclosesCallers;
    private final boolean forwardsTimeouts;
    private final int concurrency;
    private final AtomicInteger serving = new AtomicInteger();
    private boolean closed;

    RegisteredCallee(
            Registration registration, RegisteringSession holder, RegisterOptions options, DealerOptions realm) {
        this.registration = registration;
        this.holder = holder;
        this.callee = holder.callee();
        boolean mayKnow = realm.disclosure() == DisclosurePolicy.ALLOW
                || callee.peer().principal().isTrusted(); // SM-1: the meta API needs its caller
        this.disclosesCallers = options.discloseCaller() && mayKnow;
        this.forwardsTimeouts =
                callee.abilities().timeouts() && (options.forwardTimeout() || realm.forwardTimeouts()); // TMO-3, TMO-4
        this.concurrency = (int) Math.min(options.concurrency(), Integer.MAX_VALUE);
    }

    public Registration registration() {
        return registration;
    }

    public RegisteringSession holder() {
        return holder;
    }

    public Callee callee() {
        return callee;
    }

    @Override
    public long session() {
        return callee.peer().id();
    }

    public boolean disclosesCallers() {
        return disclosesCallers;
    }

    public boolean forwardsTimeouts() {
        return forwardsTimeouts;
    }

    /** Checks whether the callee limits how many invocations it takes at a time (SHR-7). */
    boolean isBounded() {
        return concurrency > 0;
    }

    /**
     * Acquires a slot for an invocation. Returns false if all are taken; each success must be followed by one
     * {@link #release}.
     */
    public boolean tryAcquire() {
        if (concurrency == 0) {
            return true;
        }
        for (int taken = serving.get(); taken < concurrency; taken = serving.get()) {
            if (serving.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
        return false;
    }

    public void release() {
        if (concurrency > 0) {
            serving.decrementAndGet();
            registration.waiting().slotFreed();
        }
    }

    /** Checks whether the callee knows that the registration is gone. On its loop. */
    boolean isClosed() {
        return closed;
    }

    /** Ends the invocations by this registration (ORD-8). On the callee's loop. */
    void close() {
        closed = true;
    }
}
