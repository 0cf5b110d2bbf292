package io.aerostat.router.web.bridge;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.SingleValue;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON documents with which bridges answer (docs/web-services.md#answers). Stateless; any thread. */
final class BridgeResponses {
    private static final String JSON = "application/json; charset=UTF-8";

    private BridgeResponses() {}

    /** Returns the answer to a request that does not reach the realm. */
    static Response refused(HttpResponseStatus status, String text) {
        return error(status, text, List.of(), Map.of());
    }

    static Response published(long id) {
        return json(HttpResponseStatus.OK, Map.of("id", id));
    }

    /** Returns the answer to a call that has succeeded. */
    static Response returned(Payload payload) {
        PayloadValues values = Serializers.of(Serialization.JSON).values(payload);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        if (!values.args().isEmpty()) {
            answer.put("args", values.args());
        }
        if (!values.kwargs().isEmpty()) {
            answer.put("kwargs", values.kwargs());
        }
        if (answer.isEmpty()) {
            List<@Nullable Object> nothing = new ArrayList<>();
            nothing.add(null);
            answer.put("args", nothing);
        }
        return json(HttpResponseStatus.OK, answer);
    }

    /** Returns the answer to a call or publication that has not succeeded. */
    static Response unsuccessful(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed.error(), failed.payload());
        }
        return outcome instanceof Outcome.TimedOut ? timedOut() : failed();
    }

    private static Response failed(String error, Payload payload) {
        PayloadValues values = Serializers.of(Serialization.JSON).values(payload);
        return withRetryAfter(error(status(error), error, values.args(), values.kwargs()), payload);
    }

    /**
     * Adds {@code Retry-After} to the answer of a request that has come too fast, if the payload of the refusal says
     * when the request may be repeated.
     */
    static Response withRetryAfter(Response response, Payload payload) {
        if (!response.status().equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
            return response;
        }
        PayloadValues values = Serializers.of(Serialization.JSON).values(payload);
        return values.kwargs().get(Refusal.RETRY_AFTER) instanceof Number millis && millis.longValue() > 0
                ? response.with(HttpHeaderNames.RETRY_AFTER, 1 + (millis.longValue() - 1) / 1000)
                : response;
    }

    static HttpResponseStatus status(String error) {
        return switch (error) {
            case ErrorUris.TIMEOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
            case ErrorUris.TOO_MANY_REQUESTS -> HttpResponseStatus.TOO_MANY_REQUESTS;
            default -> HttpResponseStatus.OK;
        };
    }

    static Response timedOut() {
        return error(
                HttpResponseStatus.GATEWAY_TIMEOUT,
                ErrorUris.TIMEOUT,
                List.of("the realm has not answered in time"),
                Map.of());
    }

    /** Returns the answer to a request that has failed because of a bug or because the router ends. */
    static Response failed() {
        return error(
                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                ErrorUris.RUNTIME_ERROR,
                List.of("Sorry, the router has encountered a problem."),
                Map.of());
    }

    static Response error(HttpResponseStatus status, String error, List<?> args, Map<String, ?> kwargs) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("args", args);
        answer.put("kwargs", kwargs);
        return json(status, answer);
    }

    private static Response json(HttpResponseStatus status, Map<String, ?> object) {
        byte[] body;
        try {
            body = SingleValue.write(Serialization.JSON, object);
        } catch (NotExpressible e) {
            return refused(HttpResponseStatus.BAD_GATEWAY, "The result cannot be written as JSON: " + e.getMessage());
        }
        return Response.of(status, JSON, body)
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store,no-cache,must-revalidate,max-age=0");
    }
}
