package io.aerostat.router.web;

import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.websocket.BridgedOpening;
import io.aerostat.router.websocket.WebSocketOpening;
import io.aerostat.router.websocket.WebSocketRefused;

/**
 * Turns HTTP connections into connections of a bridged protocol over WebSocket, or refuses them. The protocol itself
 * asks for admission (P7). All connections share this object; any loop.
 */
record BridgedUpgrade(BridgedOpening opening) implements WebService {
    @Override
    public void serve(Exchange exchange) {
        if (!WebSocketOpening.isUpgrade(exchange.request())) {
            WebSocketUpgrade.answerPlainRequest(exchange);
            return;
        }
        RequestSource source = exchange.source();
        BridgedOpening.Agreement agreement;
        try {
            agreement = opening.judge(exchange.request(), source);
        } catch (WebSocketRefused e) {
            WebSocketUpgrade.refuse(exchange, e);
            return;
        }
        exchange.upgrade(
                agreement.responseHead(),
                () -> opening.open(agreement, exchange.request(), exchange.channel(), source));
    }
}
