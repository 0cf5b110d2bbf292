package io.aerostat.router.dealer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The callees that a call is not to be placed with, and why. Immutable: any thread may read it while the call waits.
 *
 * @param endpoints their places
 * @param unavailable whether one of them has said so itself (RRT-1)
 * @param overtaken whether one of them has got a later call of the same caller already (ORD-3)
 */
record PassedOver(Set<Endpoint> endpoints, boolean unavailable, boolean overtaken) {
    static final PassedOver NOBODY = new PassedOver(Set.of(), false, false);

    boolean contains(Endpoint endpoint) {
        return !endpoints.isEmpty() && endpoints.contains(endpoint);
    }

    /** Checks whether each of these endpoints is passed over; true if there are none. */
    boolean containsAll(Endpoint[] present) {
        for (Endpoint endpoint : present) {
            if (!contains(endpoint)) {
                return false;
            }
        }
        return true;
    }

    /** Adds an endpoint whose callee answered that it is unavailable. */
    PassedOver withUnavailable(Endpoint endpoint) {
        return new PassedOver(with(List.of(endpoint)), true, overtaken);
    }

    /** Adds an endpoint whose callee was gone before the call could be sent. */
    PassedOver withGone(Endpoint endpoint) {
        return new PassedOver(with(List.of(endpoint)), unavailable, overtaken);
    }

    /** Adds endpoints whose callees have got a later call of the same caller. */
    PassedOver withOvertaken(Collection<Endpoint> later) {
        return later.isEmpty() ? this : new PassedOver(with(later), unavailable, true);
    }

    private Set<Endpoint> with(Collection<Endpoint> added) {
        if (endpoints.containsAll(added)) {
            return endpoints;
        }
        Set<Endpoint> more = new HashSet<>(endpoints);
        more.addAll(added);
        return more;
    }
}
