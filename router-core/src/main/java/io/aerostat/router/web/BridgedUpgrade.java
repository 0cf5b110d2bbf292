package io.aerostat.router.web;

import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.websocket.BridgedOpening;
import io.aerostat.router.websocket.WebSocketOpening;
import io.aerostat.router.websocket.WebSocketRefused;

/**
 * Upgrades HTTP connections to WebSocket connections of a protocol other than WAMP, such as MQTT, or refuses the
 * upgrade. Does not ask for admission (P7): the protocol asks when its client joins. All connections share this object;
 * any loop.
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
