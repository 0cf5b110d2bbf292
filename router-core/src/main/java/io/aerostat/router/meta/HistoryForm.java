package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.peer.Peer;

/** A format of history queries and their results. Stateless. */
sealed interface HistoryForm permits SpecifiedHistory, CrossbarHistory {
    EventQuery query(Arguments arguments);

    PayloadValues answer(long subscription, Peer asking, EventPage page);
}
