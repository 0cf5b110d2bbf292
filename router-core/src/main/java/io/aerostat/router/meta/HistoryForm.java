package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;

/** A format of history queries and their results. Stateless. */
sealed interface HistoryForm permits SpecifiedHistory, CrossbarHistory {
    EventQuery query(Arguments arguments);

    /** @param shown the details that the asking session may see */
    PayloadValues answer(long subscription, ShownDetails shown, EventPage page);
}
