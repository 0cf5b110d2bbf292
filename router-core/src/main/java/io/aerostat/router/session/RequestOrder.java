package io.aerostat.router.session;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;

/**
 * Checks that a client's request ids are 1, 2, 3 … (PV-6, ID-7). An id that was used before is left to the dealer in a CALL, where it
 * continues a progressive call (PCI-9). Confined to the session's loop.
 */
final class RequestOrder {
    private long last;

    /** Returns whether the message is a request in order, or no request at all. */
    boolean accepts(WampMessage message) {
        long request = requestOf(message);
        if (request == 0) {
            return true;
        }
        if (request == (last == Ids.MAX ? 1 : last + 1)) {
            last = request;
            return true;
        }
        return message instanceof Call && request <= last;
    }

    long last() {
        return last;
    }

    private static long requestOf(WampMessage message) {
        if (message instanceof Call call) {
            return call.request();
        }
        if (message instanceof Publish publish) {
            return publish.request();
        }
        if (message instanceof Subscribe subscribe) {
            return subscribe.request();
        }
        if (message instanceof Unsubscribe unsubscribe) {
            return unsubscribe.request();
        }
        if (message instanceof Register register) {
            return register.request();
        }
        return message instanceof Unregister unregister ? unregister.request() : 0;
    }
}
