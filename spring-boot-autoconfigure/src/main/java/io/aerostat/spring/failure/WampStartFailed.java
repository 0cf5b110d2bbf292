package io.aerostat.spring.failure;

import org.jspecify.annotations.Nullable;

/** Thrown when the application cannot start because of its configuration, its beans, or the answers of a router. */
public final class WampStartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param description what was found, and what was expected
     * @param action what the developer can do
     */
    public WampStartFailed(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** Returns what the developer can do. */
    public String action() {
        return action;
    }
}
