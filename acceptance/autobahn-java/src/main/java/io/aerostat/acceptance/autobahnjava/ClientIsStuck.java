package io.aerostat.acceptance.autobahnjava;

/** Thrown if the client does not report the router's answer to its attempt to join. */
final class ClientIsStuck extends Exception {
    private static final long serialVersionUID = 1L;

    ClientIsStuck(String message, Throwable cause) {
        super(message, cause);
    }
}
