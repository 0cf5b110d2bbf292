package io.aerostat.router.observation;

/**
 * Observes sessions that join, are refused, and leave, for example to write an audit log. Every method is called on an
 * event loop: it must not block and should be quick. Exceptions are logged and do not affect the session.
 */
public interface RouterObserver {
    /** Called when a session has joined. */
    default void joined(ObservedSession session) {}

    /** Called when a client could not join. */
    default void refused(RefusedJoin refusal) {}

    /**
     * Called when failed logins lock out an address or slow down an authid, after {@link #refused} for the last of
     * these logins.
     */
    default void lockedOut(LockOut lockOut) {}

    /** Called when a session has ended. */
    default void left(ObservedSession session, ObservedEnd end) {}

    /**
     * Called when a request was denied because the session has no permission for it.
     *
     * @param action {@code call}, {@code publish}, {@code register} or {@code subscribe}
     * @param uri the topic or procedure
     * @param error the URI of the ERROR
     */
    default void denied(ObservedSession session, String action, String uri, String error) {}

    /**
     * Called when a message was refused, because its payload does not fit the contract of its URI or the schema of its
     * permission.
     *
     * @param action {@code call}, {@code publish}, or {@code yield} for any answer of a callee
     * @param uri the topic or procedure
     * @param path the place of the fault in the payload, such as {@code args[0].x}; empty if there is none
     */
    default void misfit(ObservedSession session, String action, String uri, String path) {}

    /**
     * Called before a session ends another one by a meta procedure. {@link #left} follows.
     *
     * @param by the id of the session that has called the procedure
     * @param reason the URI of the GOODBYE
     */
    default void killed(ObservedSession session, long by, String reason) {}
}
