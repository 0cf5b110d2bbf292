package io.aerostat.router.dealer.call;

import io.aerostat.router.dealer.callee.RegisteredCallee;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The callees that a call must not be placed with, and why. Immutable: any thread may read it while the call waits.
 *
 * @param callees of one or more registrations
 * @param unavailable whether one of them answered that it is unavailable (RRT-1)
 * @param gone whether one of them was gone before the call could be sent
 * @param overtaken whether one of them has already got a later call of the same caller (ORD-3)
 */
record PassedOver(Set<RegisteredCallee> callees, boolean unavailable, boolean gone, boolean overtaken) {
    static final PassedOver NOBODY = new PassedOver(Set.of(), false, false, false);

    boolean contains(RegisteredCallee callee) {
        return !callees.isEmpty() && callees.contains(callee);
    }

    /** Checks whether each of these callees is passed over; true if there are none. */
    boolean containsAll(RegisteredCallee[] present) {
        for (RegisteredCallee callee : present) {
            if (!contains(callee)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a callee that answered that it is unavailable. */
    PassedOver withUnavailable(RegisteredCallee callee) {
        return new PassedOver(with(List.of(callee)), true, gone, overtaken);
    }

    /** Adds a callee that was gone before the call could be sent. */
    PassedOver withGone(RegisteredCallee callee) {
        return new PassedOver(with(List.of(callee)), unavailable, true, overtaken);
    }

    /** Adds callees that have got a later call of the same caller. */
    PassedOver withOvertaken(Collection<RegisteredCallee> later) {
        return later.isEmpty() ? this : new PassedOver(with(later), unavailable, gone, true);
    }

    private Set<RegisteredCallee> with(Collection<RegisteredCallee> added) {
        if (callees.containsAll(added)) {
            return callees;
        }
        Set<RegisteredCallee> more = new HashSet<>(callees);
        more.addAll(added);
        return more;
    }
}
