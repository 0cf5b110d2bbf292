package io.aerostat.acceptance.autobahnjava;

/** The client did not get as far as the router's answer. */
final class ClientIsStuck extends Exception {
    private static final long serialVersionUID = 1L;

    ClientIsStuck(String message, Throwable cause) {
        super(message, cause);
    }
}
