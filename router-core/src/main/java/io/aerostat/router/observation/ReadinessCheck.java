package io.aerostat.router.observation;

import java.util.List;

/**
 * Checks one condition for new clients, such as the router's connection to a cluster. Added by {@link
 * io.aerostat.router.RouterBuilder#readiness}.
 */
@FunctionalInterface
public interface ReadinessCheck {
    /**
     * Returns the reasons why the router should get no new clients now; an empty list if it should get them. Called on
     * event loops: it must not block. An exception counts as a reason.
     */
    List<NotReady> reasons();
}
