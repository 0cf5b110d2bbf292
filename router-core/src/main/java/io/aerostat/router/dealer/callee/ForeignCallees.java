package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.CalleeOffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callees of other nodes in a {@link RegistrationTable}. Any thread. Synchronizes on the table, because callees of
 * other nodes and REGISTER change the same registrations.
 */
public final class ForeignCallees {
    private final RegistrationTable table;
    private final RegistrationChanges events;

    ForeignCallees(RegistrationTable table, RegistrationChanges events) {
        this.table = table;
        this.events = events;
    }

    /** Adds a callee of another node, or replaces its offer. Any thread. */
    public void add(CalleeNode node, CalleeOffer offer) {
        List<RegisteredCallee> losers = new ArrayList<>();
        Registration registration;
        synchronized (table) {
            registration = add(node, offer, losers);
        }
        for (RegisteredCallee loser : losers) {
            boolean isForced = loser.registration().generation() < offer.generation();
            loser.revoke(isForced ? RegisteringSession.UNREGISTERED : ErrorUris.PROCEDURE_ALREADY_EXISTS);
        }
        if (registration != null) {
            registration.waiting().slotFreed();
        }
    }

    /**
     * Adds a callee of another node. Called under the lock.
     *
     * @param losers a list to which to add the callees of this node that must give way
     * @return null if a callee of this node is senior to the other node's callee; the other node reaches the same
     *     result
     */
    private @Nullable Registration add(CalleeNode node, CalleeOffer offer, List<RegisteredCallee> losers) {
        Registration present = table.find(offer.procedure(), offer.match());
        if (present != null) {
            RegisteredCallee known = present.calleeOf(offer.session());
            if (known != null && known.node() == node) {
                present.remove(known);
            }
            if (present.callees().length == 0) {
                present.waiting().close();
                table.dropReplaced(present);
                present = null;
            }
        }
        if (present == null || OfferRules.isReplacedBy(offer, present)) {
            return replace(present, node, offer, losers);
        }
        if (present.generation() > offer.generation() || present.details().invoke() != offer.invoke()) {
            return null;
        }
        present.add(new RegisteredCallee(present, node, offer));
        if (offer.invoke() == InvocationPolicy.SINGLE) {
            evictJuniors(present, losers);
        }
        return present;
    }

    private Registration replace(
            @Nullable Registration present, CalleeNode node, CalleeOffer offer, List<RegisteredCallee> losers) {
        Registration created = new Registration(
                offer.registration(),
                offer.created(),
                offer.procedure(),
                offer.match(),
                offer.invoke(),
                offer.generation(),
                table.limits().waitingCallsPerRegistration());
        created.add(new RegisteredCallee(created, node, offer));
        if (present != null) {
            table.dropReplaced(present);
        }
        table.enter(created);
        if (present != null) {
            for (RegisteredCallee callee : present.callees()) {
                if (callee.node() == null) {
                    lose(callee, losers);
                }
            }
            present.clear();
            present.waiting().close();
        }
        return created;
    }

    /** Removes callees of this node from an exclusive registration if a callee of another node is senior to them. */
    private void evictJuniors(Registration registration, List<RegisteredCallee> losers) {
        RegisteredCallee[] bySeniority = registration.callees();
        for (int i = 1; i < bySeniority.length; i++) {
            if (bySeniority[i].node() == null) {
                registration.remove(bySeniority[i]);
                lose(bySeniority[i], losers);
            }
        }
    }

    private void lose(RegisteredCallee callee, List<RegisteredCallee> losers) {
        losers.add(callee);
        table.left(callee);
        if (RegistrationTable.isAnnounced(callee.registration())) {
            events.unregistered(callee.session(), callee.registration().id());
        }
    }

    /** Removes a callee of another node. Any thread. */
    public void remove(CalleeNode node, String procedure, MatchPolicy match, long session) {
        synchronized (table) {
            Registration present = table.find(procedure, match);
            RegisteredCallee member = present == null ? null : present.calleeOf(session);
            if (present != null && member != null && member.node() == node) {
                remove(present, member); // the callee's node announces that the registration has ended
            }
        }
    }

    /**
     * Removes all callees of an unreachable node. Any thread.
     *
     * @return the removed callees, except those of registrations that the meta API hides
     */
    public List<LostCallee> remove(CalleeNode node) {
        List<LostCallee> removed = new ArrayList<>();
        synchronized (table) {
            for (Registration registration : table.all()) {
                for (RegisteredCallee member : registration.callees()) {
                    if (member.node() == node) {
                        boolean isLast = remove(registration, member);
                        if (RegistrationTable.isAnnounced(registration)) {
                            removed.add(new LostCallee(member.session(), registration.id(), isLast));
                        }
                    }
                }
            }
        }
        return removed;
    }

    /** Removes a callee. Returns true if the registration has been deleted because this callee was the last one. */
    private boolean remove(Registration registration, RegisteredCallee member) {
        boolean isLast = registration.callees().length == 1;
        if (isLast) {
            table.drop(registration);
        }
        registration.remove(member);
        if (isLast) {
            registration.waiting().close();
        } else {
            registration.waiting().slotFreed();
        }
        return isLast;
    }

    /** Finds the callee of a call from another node. Returns null if the callee has left. */
    @Nullable
    public ForwardedCall forwarded(
            long request,
            String procedure,
            MatchPolicy match,
            long session,
            InvocationDetails details,
            Payload payload,
            boolean wantsProgress,
            boolean takesPassthru,
            ForwardedCall.Replies replies) {
        Registration present = table.find(procedure, match);
        RegisteredCallee target = present == null ? null : present.calleeOf(session);
        if (target == null || target.node() != null) {
            return null;
        }
        return new ForwardedCall(
                request,
                target,
                details,
                payload,
                wantsProgress,
                takesPassthru,
                table.limits().chunksPerWaitingCall(),
                table.limits().waitingCallsPerRegistration(),
                replies);
    }
}
