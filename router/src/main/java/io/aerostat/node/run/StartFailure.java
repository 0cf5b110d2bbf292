package io.aerostat.node.run;

import io.aerostat.node.config.Origin;

/** The node could not be started, for a reason that its configuration names the place of. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;

    StartFailure(Origin origin, String message, Throwable cause) {
        super(message, cause);
        this.origin = origin;
    }

    /** The line for the user: {@code file:line:column: path: message}. */
    public String line(String file) {
        return origin.line(file, String.valueOf(getMessage()));
    }
}
