package io.aerostat.router.web.bridge;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;

/** Turns the JSON body {@code {"procedure": …, "args": […], "kwargs": {…}}} into a CALL. */
final class CallForm implements BridgeForm {
    @Override
    public boolean takesJsonOnly() {
        return true;
    }

    @Override
    public WampMessage request(Exchange exchange) throws RefusedRequest {
        JsonBody body = JsonBody.read(exchange.body());
        return new Call(ID, CallOptions.NONE, body.text("procedure"), body.payload());
    }

    @Override
    public Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Returned returned) {
            return BridgeResponses.returned(returned.payload());
        }
        return BridgeResponses.unsuccessful(outcome);
    }
}
