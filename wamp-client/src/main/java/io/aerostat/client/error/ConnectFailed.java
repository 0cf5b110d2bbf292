package io.aerostat.client.error;

/**
 * Thrown if no connection could be opened: nothing listens at the address, TLS or the handshake failed, or opening took
 * too long.
 */
public final class ConnectFailed extends WampException {
    private static final long serialVersionUID = 1L;

    /** Makes a failure with a message that names the router's address. */
    public ConnectFailed(String message) {
        super(message);
    }

    /** Makes a failure with a message that names the router's address. */
    public ConnectFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
