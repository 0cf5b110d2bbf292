package io.aerostat.router.session.joined;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;

/**
 * Checks that a client's request ids are 1, 2, 3 … (PV-6, ID-7). A CALL may repeat an earlier id to continue a
 * progressive call; the dealer decides whether it does (PCI-9). Confined to the session's loop.
 */
final class RequestSequence {
    private long last;

    /**
     * Advances to the request id of this message, if the message begins a request.
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

    /** Returns the last request id in order; 0 before the first request. */
    long last() {
        return last;
    }
}
