package io.aerostat.mqtt.session;

import io.aerostat.protocol.id.RequestIds;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.LinkHandler;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.function.Consumer;

/** The requests of one link to its session, with their ids. Confined to the loop of the link. */
final class Requests {
    private final LinkHandler session;
    private final RequestIds ids = new RequestIds();
    private final LongObjectMap<Consumer<WampMessage>> open = new LongObjectHashMap<>();

    Requests(LinkHandler session) {
        this.session = session;
    }

    /** Returns the id of the next request. */
    long next() {
        return ids.next();
    }

    /** Sends a message to the session. */
    void send(WampMessage request) {
        session.onMessage(request);
    }

    /** Sends a request; {@code answer} gets the answer of the session, which is an ERROR if the request was refused. */
    void send(WampMessage request, Consumer<WampMessage> answer) {
        open.put(request.request(), answer);
        session.onMessage(request);
    }

    /** Called when the session has answered a request. An answer that nobody waits for is ignored. */
    void answered(long request, WampMessage answer) {
        Consumer<WampMessage> waiting = open.remove(request);
        if (waiting != null) {
            waiting.accept(answer);
        }
    }
}
