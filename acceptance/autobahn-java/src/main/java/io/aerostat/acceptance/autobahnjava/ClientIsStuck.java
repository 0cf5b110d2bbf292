package io.aerostat.acceptance.autobahnjava;

/** Thrown if the client does not reach the router's answer. */
final class ClientIsStuck extends Exception {
    private static final long serialVersionUID = 1L;

    ClientIsStuck(String message, Throwable cause) {
        super(message, cause);
    }
}
