package io.aerostat.router.observation;

import java.util.List;

/**
 * Checks a condition that must hold before the router gets new clients, for example that it is connected to its
 * cluster. {@link io.aerostat.router.RouterBuilder#readiness} adds a check.
 */
@FunctionalInterface
public interface ReadinessCheck {
    /**
     * Returns the reasons why the router should not get new clients now; empty if it should get them. Called on event
     * loops: must not block. An exception counts as a reason.
     */
    List<NotReady> reasons();
}
