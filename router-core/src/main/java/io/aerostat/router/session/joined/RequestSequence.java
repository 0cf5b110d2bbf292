package io.aerostat.router.session.joined;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;

/**
 * Checks that a client's request ids are 1, 2, 3 … (PV-6, ID-7). The dealer judges a CALL whose id was used before,
 * because such a CALL may continue a progressive call (PCI-9). Confined to the session's loop.
 */
final class RequestSequence {
    private long last;

    /**
     * Moves on to this message's request id, if the message begins a request.
     *
     * @return false if the id is out of order
     */
    boolean advance(WampMessage message) {
        if (!message.type().beginsRequest()) {
            return true;
        }
        long request = message.request();
        if (request == (last == Ids.MAX ? 1 : last + 1)) {
            last = request;
            return true;
        }
        return message instanceof Call && request <= last;
    }

    /** Returns the last request id that was in order; 0 before the first. */
    long last() {
        return last;
    }
}
