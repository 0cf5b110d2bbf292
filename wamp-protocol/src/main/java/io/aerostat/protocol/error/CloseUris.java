package io.aerostat.protocol.error;

/** Reasons of GOODBYE, and of the ABORT of a session that is still joining. */
public final class CloseUris {
    public static final String GOODBYE_AND_OUT = "wamp.close.goodbye_and_out";
    public static final String SYSTEM_SHUTDOWN = "wamp.close.system_shutdown";
    public static final String CLOSE_REALM = "wamp.close.close_realm";
    public static final String KILLED = "wamp.close.killed";
    public static final String NORMAL = "wamp.close.normal";
    public static final String LOGOUT = "wamp.close.logout";
    /** Ours: the session's outbound budget was exhausted (P4). */
    public static final String SLOW_CONSUMER = "wamp.close.slow_consumer";

    private CloseUris() {}
}
