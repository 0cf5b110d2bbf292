package io.aerostat.router.web.bridge;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;

/**
 * Turns the HTTP requests of one kind of bridge into WAMP requests, and their outcomes into responses. Stateless; any
 * thread.
 */
interface BridgeForm {
    /** The request id of the only request of a session. */
    long ID = 1;

    /** Checks whether bodies must be JSON. */
    boolean takesJsonOnly();

    /** Returns the request to make in the realm. */
    WampMessage request(Exchange exchange) throws RefusedRequest;

    /** Returns the answer to a request that has reached the realm. */
    Response answer(Outcome outcome);
}
