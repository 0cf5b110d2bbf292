package io.aerostat.node.run;

import io.aerostat.node.config.Origin;
import org.jspecify.annotations.Nullable;

/** Thrown when a class or file in the configuration cannot be used. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;

    Unusable(Origin origin, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.origin = origin;
    }

    StartFailure.Reason reason() {
        return new StartFailure.Reason(origin, String.valueOf(getMessage()));
    }
}
