package io.aerostat.router.session.joined;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;

/**
 * Checks that a client's request ids are 1, 2, 3 … (PV-6, ID-7). An id that was used before is left to the dealer in a CALL, where it
 * continues a progressive call (PCI-9). Confined to the session's loop.
 */
final class RequestSequence {
    private long last;

    /** Returns whether the message is a request in order, or no request at all. */
    boolean accepts(WampMessage message) {
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

    long last() {
        return last;
    }
}
