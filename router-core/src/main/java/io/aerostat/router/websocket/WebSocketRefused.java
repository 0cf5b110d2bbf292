package io.aerostat.router.websocket;

/** Why an opening request does not lead to a WebSocket, as the client is told. No stack trace: it is caused by input. */
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

    /** What only the operator is to know beside the message, fit for a line of the log; begins with a space, or is empty. */
    public String explanation() {
        return explanation;
    }

    /** Whether the client is to be told the versions there are. */
    public boolean isWrongVersion() {
        return wrongVersion;
    }
}
