package io.aerostat.router.history;

/**
 * The result format of {@code wamp.subscription.get_events} for a call with no filter other than {@code limit} (HIS-2,
 *
 */
public enum HistoryFormat {
    /** As the specification says: each event is an argument of the result, oldest first. */
    SPECIFICATION,
    /** As Crossbar.io does: one list with records, newest first; ten of them, unless {@code limit} is given. */
    CROSSBAR
}
