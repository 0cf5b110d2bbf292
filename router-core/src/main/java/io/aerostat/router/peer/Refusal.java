package io.aerostat.router.peer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;

/**
 * The refusal of a request. Immutable; any thread.
 *
 * @param error the URI of the ERROR
 * @param text the reason for people, which is the first argument of the ERROR
 * @param retryAfterMillis the milliseconds after which the request may be repeated, or zero if that is unknown
 */
public record Refusal(String error, String text, long retryAfterMillis) {
    /** The keyword argument of an ERROR or ABORT with the milliseconds to wait. */
    public static final String RETRY_AFTER = "retry_after_ms";

    /** Creates a refusal that does not say when the request may be repeated. */
    public Refusal(String error, String text) {
        this(error, text, 0);
    }

    /**
     * Returns the refusal because of a limit. The text begins with the name of the limit, which is also its
     * configuration key.
     */
    public static Refusal ofLimit(String name, long limit) {
        return new Refusal(ErrorUris.LIMIT_EXCEEDED, limitText(name, limit));
    }

    /**
     * Returns the refusal of a request that comes too fast.
     *
     * @param limit the name of the limit, which is also its key in the configuration
     * @param nanos the time until a repeated request would be accepted
     */
    public static Refusal ofRate(String limit, long nanos) {
        long millis = Math.max(1, (nanos + 999_999) / 1_000_000);
        return new Refusal(
                ErrorUris.TOO_MANY_REQUESTS, limit + ": too many requests; try again in " + millis + " ms", millis);
    }

    /** Returns a text that says which limit has been reached. */
    public static String limitText(String name, long limit) {
        return name + ": the limit of " + limit + " is reached";
    }

    /**
     * Returns the ERROR that answers the request.
     *
     * @param requestType the code of the request's message type
     */
    public ErrorMessage toMessage(int requestType, long request) {
        return new ErrorMessage(requestType, request, ErrorDetails.NONE, error, payload());
    }

    /** Returns the arguments of the ERROR or ABORT. */
    public Payload payload() {
        return retryAfterMillis == 0
                ? RouterPayload.text(text)
                : RouterPayload.of(new PayloadValues(List.of(text), Map.of(RETRY_AFTER, retryAfterMillis)));
    }
}
