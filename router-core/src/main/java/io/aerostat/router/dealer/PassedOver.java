package io.aerostat.router.dealer;

import java.util.ArrayList;
import java.util.List;

/**
 * The callees that a call is not to be placed with, and why. Immutable: any thread may read it while the call waits.
 *
 * @param endpoints their places
 * @param unavailable whether one of them has said so itself (RRT-1)
 * @param overtaken whether one of them has got a later call of the same caller already (ORD-3)
 */
record PassedOver(List<Endpoint> endpoints, boolean unavailable, boolean overtaken) {
    static final PassedOver NOBODY = new PassedOver(List.of(), false, false);

    boolean contains(Endpoint endpoint) {
        return !endpoints.isEmpty() && endpoints.contains(endpoint);
    }

    /** Whether nobody else is left of these; so it is if there are none. */
    boolean containsAll(Endpoint[] present) {
        for (Endpoint endpoint : present) {
            if (!contains(endpoint)) {
                return false;
            }
        }
        return true;
    }

    /** Also who answered that it is unavailable. */
    PassedOver withUnavailable(Endpoint endpoint) {
        return new PassedOver(with(endpoint), true, overtaken);
    }

    /** Also who was gone before the call could be sent. */
    PassedOver withGone(Endpoint endpoint) {
        return new PassedOver(with(endpoint), unavailable, overtaken);
    }

    /** Also who has got a later call. */
    PassedOver withOvertaken(Endpoint endpoint) {
        return new PassedOver(with(endpoint), unavailable, true);
    }

    private List<Endpoint> with(Endpoint endpoint) {
        List<Endpoint> more = new ArrayList<>(endpoints);
        more.add(endpoint);
        return more;
    }
}
