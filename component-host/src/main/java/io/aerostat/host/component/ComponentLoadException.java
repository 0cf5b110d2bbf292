package io.aerostat.host.component;

/**
 * Thrown if a component cannot be created, because its class is missing or unsuitable, or its transport cannot be used.
 */
final class ComponentLoadException extends Exception {

    private static final long serialVersionUID = 1;

    ComponentLoadException(String message) {
        super(message);
    }

    ComponentLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
