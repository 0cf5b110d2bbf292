package io.aerostat.router.peer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.option.ErrorDetails;

/**
 * The refusal of a request. Immutable; any thread.
 *
 * @param error the URI of the ERROR
 * @param text the reason for people, which is the first argument of the ERROR
 */
public record Refusal(String error, String text) {
    /**
     * Returns the refusal because of a limit. The text begins with the name of the limit, which is also its
     * configuration key.
     */
    public static Refusal ofLimit(String name, long limit) {
        return new Refusal(ErrorUris.LIMIT_EXCEEDED, limitText(name, limit));
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
        return new ErrorMessage(requestType, request, ErrorDetails.NONE, error, RouterPayload.text(text));
    }
}
