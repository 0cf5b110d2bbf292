package io.aerostat.node.run;

import io.aerostat.node.config.Origin;

/** A class that the configuration names cannot be used. */
final class UnusableClass extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;

    UnusableClass(Origin origin, String message, Throwable cause) {
        super(message, cause);
        this.origin = origin;
    }

    StartFailure.Reason reason() {
        return new StartFailure.Reason(origin, String.valueOf(getMessage()));
    }
}
