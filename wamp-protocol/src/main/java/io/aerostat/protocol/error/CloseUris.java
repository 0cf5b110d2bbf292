package io.aerostat.protocol.error;

/** The URIs of reasons why a session ends: in GOODBYE, or in ABORT if the session is not established yet. */
public final class CloseUris {
    public static final String GOODBYE_AND_OUT = "wamp.close.goodbye_and_out";
    public static final String SYSTEM_SHUTDOWN = "wamp.close.system_shutdown";
    public static final String CLOSE_REALM = "wamp.close.close_realm";
    public static final String KILLED = "wamp.close.killed";
    public static final String NORMAL = "wamp.close.normal";
    public static final String LOGOUT = "wamp.close.logout";
    /** An extension: the session has used up its outbound budget. */
    public static final String SLOW_CONSUMER = "wamp.close.slow_consumer";

    /** An extension: the proof of the client's identity, such as a token, has expired. */
    public static final String AUTHENTICATION_EXPIRED = "wamp.close.authentication_expired";

    private CloseUris() {}
}
