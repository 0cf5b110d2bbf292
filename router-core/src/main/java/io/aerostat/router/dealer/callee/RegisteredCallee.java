package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.selection.Candidate;
import io.aerostat.router.realm.DealerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One session's place in a registration: where calls of the procedure can go. Any thread claims and releases it; whether it is closed is the
 * callee's loop to know.
 */
public final class RegisteredCallee implements Candidate {
    private final Registration registration;
    private final Registrant holder;
    private final Callee callee;
    private final boolean disclosesCallers;
    private final boolean forwardsTimeouts;
    private final int concurrency;
    private final AtomicInteger serving = new AtomicInteger();
    private boolean closed;

    RegisteredCallee(Registration registration, Registrant holder, RegisterOptions options, DealerOptions realm) {
        this.registration = registration;
        this.holder = holder;
        this.callee = holder.callee();
        boolean mayKnow = realm.disclosure() == DisclosurePolicy.ALLOW
                || callee.peer().principal().isTrusted(); // the meta API spares its caller (SM-1)
        this.disclosesCallers = options.discloseCaller() && mayKnow;
        this.forwardsTimeouts =
                callee.abilities().timeouts() && (options.forwardTimeout() || realm.forwardTimeouts()); // TMO-3, TMO-4
        this.concurrency = (int) Math.min(options.concurrency(), Integer.MAX_VALUE);
    }

    public Registration registration() {
        return registration;
    }

    public Registrant holder() {
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

    /** Whether it takes only so many invocations at a time (SHR-7). */
    boolean isBounded() {
        return concurrency > 0;
    }

    /** Takes one of the places for an invocation; every success is followed by one {@link #release}. */
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
            registration.waiting().placeFree();
        }
    }

    /** Whether the callee has been told that the registration is gone; on its loop. */
    boolean isClosed() {
        return closed;
    }

    /** On the callee's loop: no invocation follows (ORD-8). */
    void close() {
        closed = true;
    }
}
