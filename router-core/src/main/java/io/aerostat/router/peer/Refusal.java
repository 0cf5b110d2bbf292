package io.aerostat.router.peer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.option.ErrorDetails;

/**
 * The reason why the router does not serve a request. Immutable; any thread.
 *
 * @param error the URI of the ERROR
 * @param text for people; the first argument of the ERROR
 */
public record Refusal(String error, String text) {
    /**
     * Returns the refusal for a limit that is reached. The text begins with the name of the limit, which is also its
     * key in the configuration.
     */
    public static Refusal ofLimit(String name, long limit) {
        return new Refusal(ErrorUris.LIMIT_EXCEEDED, limitText(name, limit));
    }

    /** Returns the text that says which limit is reached. */
    public static String limitText(String name, long limit) {
        return name + ": the limit of " + limit + " is reached";
    }

    /**
     * Returns the ERROR that answers the request.
     *
     * @param requestType the message code of the request
     */
    public ErrorMessage toMessage(int requestType, long request) {
        return new ErrorMessage(requestType, request, ErrorDetails.NONE, error, RouterPayload.text(text));
    }
}
