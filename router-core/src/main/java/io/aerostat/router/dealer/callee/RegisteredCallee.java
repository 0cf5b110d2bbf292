package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.dealer.offer.Seniority;
import io.aerostat.router.dealer.selection.Candidate;
import io.aerostat.router.realm.DealerOptions;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One callee of a registration: a session of this or another node. If it has registered with a {@code concurrency}, its
 * number of slots for invocations is limited. Any thread may acquire and release slots; only the callee's loop may call
 * {@link #close} and {@link #isClosed}.
 */
public final class RegisteredCallee implements Candidate {
    private final Registration registration;
    private final long session;
    private final @Nullable RegisteringSession holder; // null for a session of another node
    private final @Nullable Callee callee; // null for a session of another node
    private final @Nullable CalleeNode node; // null for a session of this node
    private final @Nullable Seniority seniority; // null if the registration is not shared between nodes
    private final CalleeAbilities abilities;
    private final boolean disclosesCallers;
    private final boolean forwardsTimeouts;
    private final int concurrency;
    private final AtomicInteger serving = new AtomicInteger();
    private boolean closed;
    /** Completes when no other node has the callee any more. Null until the callee leaves its registration. */
    private volatile @Nullable CompletionStage<Void> withdrawal;

    RegisteredCallee(
            Registration registration,
            RegisteringSession holder,
            RegisterOptions options,
            DealerOptions realm,
            @Nullable Seniority seniority) {
        Callee callee = holder.callee();
        this.registration = registration;
        this.session = callee.peer().id();
        this.holder = holder;
        this.callee = callee;
        this.node = null;
        this.seniority = seniority;
        this.abilities = callee.abilities();
        boolean mayKnow = realm.disclosure() == DisclosurePolicy.ALLOW
                || callee.peer().principal().isTrusted(); // SM-1: meta procedures need to know their caller
        this.disclosesCallers = options.discloseCaller() && mayKnow;
        this.forwardsTimeouts =
                abilities.timeouts() && (options.forwardTimeout() || realm.forwardTimeouts()); // TMO-3, TMO-4
        this.concurrency = (int) Math.min(options.concurrency(), Integer.MAX_VALUE);
    }

    /** Makes a callee of another node. */
    RegisteredCallee(Registration registration, CalleeNode node, CalleeOffer offer) {
        this.registration = registration;
        this.session = offer.session();
        this.holder = null;
        this.callee = null;
        this.node = node;
        this.seniority = offer.seniority();
        this.abilities = offer.abilities();
        this.disclosesCallers = offer.disclosesCallers();
        this.forwardsTimeouts = offer.forwardsTimeouts();
        this.concurrency = offer.concurrency();
    }

    public Registration registration() {
        return registration;
    }

    /** Returns the offer that this node sends to the other nodes for this callee. */
    CalleeOffer toOffer() {
        RegistrationDetails details = registration.details();
        return new CalleeOffer(
                details.id(),
                details.uri(),
                details.match(),
                details.invoke(),
                registration.generation(),
                details.created(),
                session,
                Objects.requireNonNull(seniority),
                abilities,
                disclosesCallers,
                forwardsTimeouts,
                concurrency);
    }

    @Nullable
    RegisteringSession holder() {
        return holder;
    }

    /** Returns the node of the callee, or null for this node. */
    public @Nullable CalleeNode node() {
        return node;
    }

    /** Returns the callee's seniority, or null if the registration is not shared between nodes. */
    @Nullable
    Seniority seniority() {
        return seniority;
    }

    /** Returns the callee's part of the session; the session must belong to this node. */
    Callee callee() {
        if (callee == null) {
            throw new IllegalStateException("session " + session + " is on another node");
        }
        return callee;
    }

    public CalleeAbilities abilities() {
        return abilities;
    }

    /** Called when the callee leaves its registration and the other nodes are being informed. Any thread. */
    void withdrawn(CompletionStage<Void> known) {
        withdrawal = known;
    }

    /**
     * Returns a stage that completes when no other node has the callee any more. Returns null if the callee was never
     * announced, or has not left its registration.
     */
    @Nullable
    CompletionStage<Void> withdrawal() {
        return withdrawal;
    }

    /**
     * Removes the registration from the callee's session, after the table has removed the callee, and notifies the
     * client if it announced the feature (REV-1). Any thread.
     */
    public void revoke(@Nullable String reason) {
        if (holder != null) {
            holder.revoke(this, reason);
        }
    }

    /**
     * Checks whether this callee is a session of this node with the same abilities and options as the other callee, so
     * that both can serve the same calls.
     */
    boolean isLike(RegisteredCallee other) {
        return node == null
                && (this == other
                        || (abilities.equals(other.abilities)
                                && disclosesCallers == other.disclosesCallers
                                && forwardsTimeouts == other.forwardsTimeouts));
    }

    @Override
    public long session() {
        return session;
    }

    public boolean disclosesCallers() {
        return disclosesCallers;
    }

    public boolean forwardsTimeouts() {
        return forwardsTimeouts;
    }

    /** Checks whether the number of simultaneous invocations is limited (SHR-7). */
    boolean isBounded() {
        return concurrency > 0;
    }

    /**
     * Acquires a slot for an invocation. Returns false if all slots are taken. Each success must be followed by one
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

    /** Checks whether {@link #close} has been called. Called on the callee's loop. */
    boolean isClosed() {
        return closed;
    }

    /** Ends the delivery of invocations for this registration (ORD-8). Called on the callee's loop. */
    void close() {
        closed = true;
    }
}
