package io.aerostat.jwt;

import org.jspecify.annotations.Nullable;

/** Thrown when a key set cannot be used. The message says what was found and what was expected. */
final class KeySetException extends Exception {
    private static final long serialVersionUID = 1L;

    KeySetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
