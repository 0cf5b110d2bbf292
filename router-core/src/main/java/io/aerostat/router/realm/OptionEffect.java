package io.aerostat.router.realm;

/** The time at which a changed option of a running realm takes effect. */
public enum OptionEffect {
    /** The change takes effect with the next request of each session. */
    AT_ONCE,
    /** The change applies to sessions that join, and procedures that are registered, after the change. */
    NEW_SESSIONS,
    /** The change takes effect when the router is restarted; until then, the realm keeps the old value. */
    RESTART
}
