package io.aerostat.router.dealer.call;

import io.aerostat.router.dealer.callee.RegisteredCallee;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The callees to which a call can no longer be sent, with the reasons. Immutable: any thread may read this object while
 * the call waits.
 *
 * @param callees the callees that were passed over, of one or more registrations
 * @param unavailable whether one of them has answered that it is unavailable (RRT-1)
 * @param gone whether one of them had left before the call could be sent
 * @param overtaken whether one of them has already received a later call of the same caller (ORD-3)
 */
record PassedOver(Set<RegisteredCallee> callees, boolean unavailable, boolean gone, boolean overtaken) {
    static final PassedOver NOBODY = new PassedOver(Set.of(), false, false, false);

    boolean contains(RegisteredCallee callee) {
        return !callees.isEmpty() && callees.contains(callee);
    }

    /** Checks whether all the given callees are passed over; true if none are given. */
    boolean containsAll(RegisteredCallee[] present) {
        for (RegisteredCallee callee : present) {
            if (!contains(callee)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy with a callee that has answered that it is unavailable. */
    PassedOver withUnavailable(RegisteredCallee callee) {
        return new PassedOver(with(List.of(callee)), true, gone, overtaken);
    }

    /** Returns a copy with a callee that had left before the call could be sent. */
    PassedOver withGone(RegisteredCallee callee) {
        return new PassedOver(with(List.of(callee)), unavailable, true, overtaken);
    }

    /** Returns a copy with callees that have received a later call of the same caller. */
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
