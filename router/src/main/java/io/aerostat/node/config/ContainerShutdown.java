package io.aerostat.node.config;

/** When a container process ends by itself. */
public enum ContainerShutdown {
    /** Never. */
    MANUAL("shutdown-manual"),
    /** When no component is left. */
    ON_LAST_COMPONENT_STOPPED("shutdown-on-last-component-stopped"),
    /** When a component fails. */
    ON_ANY_COMPONENT_FAILED("shutdown-on-any-component-failed"),
    /** When a component ends, however. */
    ON_ANY_COMPONENT_STOPPED("shutdown-on-any-component-stopped");

    private final String word;

    ContainerShutdown(String word) {
        this.word = word;
    }

    /** The word of the configuration. */
    public String word() {
        return word;
    }
}
