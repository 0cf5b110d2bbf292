package io.aerostat.router.history;

/**
 * The result format of {@code wamp.subscription.get_events} for a call without any filter other than {@code limit}
 * (HIS-2, A-40).
 */
public enum HistoryFormat {
    /** The format of the specification: each event is an argument of the result, oldest first. */
    SPECIFICATION,
    /** The format of Crossbar.io: one list of records, newest first; at most ten unless {@code limit} is given. */
    CROSSBAR
}
