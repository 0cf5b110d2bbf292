package io.aerostat.host.container;

import io.aerostat.host.supervision.Ending;

/** When the end of a component ends its container: the {@code shutdown} option of a container worker. */
public enum ComponentShutdown {
    /** {@code shutdown-manual}: never. */
    MANUAL,
    /** {@code shutdown-on-last-component-stopped}. */
    LAST_COMPONENT_STOPPED,
    /** {@code shutdown-on-any-component-failed}. */
    ANY_COMPONENT_FAILED,
    /** {@code shutdown-on-any-component-stopped}. */
    ANY_COMPONENT_STOPPED;

    /** Checks whether the container ends although this component might be started again. */
    boolean endsWith(Ending ending) {
        return this == ANY_COMPONENT_STOPPED || this == ANY_COMPONENT_FAILED && ending.failed();
    }
}
