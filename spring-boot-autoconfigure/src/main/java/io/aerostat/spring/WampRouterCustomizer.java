package io.aerostat.spring;

import io.aerostat.router.RouterBuilder;

/**
 * A bean that sets options of the embedded router for which there is no property. Called at each start of the router.
 */
@FunctionalInterface
public interface WampRouterCustomizer {
    /** Changes the options, after the properties have been applied. */
    void customize(RouterBuilder router);
}
