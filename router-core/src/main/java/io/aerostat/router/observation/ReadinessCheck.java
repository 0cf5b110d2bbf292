package io.aerostat.router.observation;

import java.util.List;

/**
 * Knows one thing without which a router should get no new clients, such as its connection to a cluster. Added by
 * {@link io.aerostat.router.RouterBuilder#readiness}.
 */
@FunctionalInterface
public interface ReadinessCheck {
    /**
     * Returns the reasons why the router should get no new clients now; none if it may. Called on event loops: it must
     * not block. An exception counts as a reason.
     */
    List<NotReady> reasons();
}
