package io.aerostat.router.web.bridge;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the JSON body {@code {"topic": …, "args": […], "kwargs": {…}, "options": {…}}} into a PUBLISH. */
final class PublishForm implements BridgeForm {
    @Override
    public boolean takesJsonOnly() {
        return true;
    }

    @Override
    public WampMessage request(Exchange exchange) throws RefusedRequest {
        JsonBody body = JsonBody.read(exchange.body());
        return new Publish(ID, options(body.dictionary("options")), body.text("topic"), body.payload());
    }

    private static PublishOptions options(Map<String, @Nullable Object> wanted) throws RefusedRequest {
        Map<String, @Nullable Object> acknowledged = new LinkedHashMap<>(wanted);
        acknowledged.put("acknowledge", true);
        try {
            return PublishOptions.read(acknowledged);
        } catch (ProtocolViolation e) {
            throw JsonBody.illFormed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Published published) {
            return BridgeResponses.published(published.publication());
        }
        return BridgeResponses.unsuccessful(outcome);
    }
}
