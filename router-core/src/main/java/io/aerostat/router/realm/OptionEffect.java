package io.aerostat.router.realm;

/** When a changed option of a running realm takes effect. */
public enum OptionEffect {
    /** With the next request of each session. */
    AT_ONCE,
    /** For sessions that join, and procedures that are registered, after the change. */
    NEW_SESSIONS,
    /** Not before the router is started again; until then, the realm keeps the old value. */
    RESTART
}
