package io.aerostat.router.broker.history;

/** In which form {@code wamp.subscription.get_events} answers a call that has no filter but {@code limit} (HIS-2, A-40). */
public enum HistoryFormat {
    /** As specified: each event is an argument of the result, oldest first. */
    SPECIFICATION,
    /** As Crossbar.io: one list with its records, newest first; ten of them unless {@code limit} says otherwise. */
    CROSSBAR
}
