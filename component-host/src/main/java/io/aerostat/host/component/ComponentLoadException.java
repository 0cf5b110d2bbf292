package io.aerostat.host.component;

/** The class of a component is missing, or is not a component. */
public final class ComponentLoadException extends Exception {

    private static final long serialVersionUID = 1;

    ComponentLoadException(String message) {
        super(message);
    }

    ComponentLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
