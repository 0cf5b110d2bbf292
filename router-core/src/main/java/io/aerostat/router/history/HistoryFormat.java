package io.aerostat.router.history;

/** The result format of {@code wamp.subscription.get_events} for a call with no filter other than {@code limit} (HIS-2, A-40). */
public enum HistoryFormat {
    /** As specified: each event is an argument of the result, oldest first. */
    SPECIFICATION,
    /** As Crossbar.io: one list with its records, newest first; ten of them unless {@code limit} says otherwise. */
    CROSSBAR
}
