package io.aerostat.router.websocket;

/**
 * Thrown when an opening request is refused; the message is for the client. The exception has no stack trace, because
 * its cause is input and not a bug.
 */
public final class WebSocketRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wrongVersion;
    private final String explanation;

    WebSocketRefused(String message, boolean wrongVersion) {
        this(message, "", wrongVersion);
    }

    WebSocketRefused(String message, String explanation, boolean wrongVersion) {
        super(message, null, false, false);
        this.explanation = explanation;
        this.wrongVersion = wrongVersion;
    }

    /** Returns the text that the log adds to the message. Begins with a space, or is empty. */
    public String explanation() {
        return explanation;
    }

    /** Checks whether the response must list the supported versions. */
    public boolean isWrongVersion() {
        return wrongVersion;
    }
}
