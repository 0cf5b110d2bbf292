package io.aerostat.router.web.bridge;

import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.web.exchange.Exchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The checks that every request to a bridge must pass before it may join, in the order of Crossbar.io. Any thread. */
final class RequestChecks {
    private static final String JSON = "application/json";

    private final BridgeOptions options;
    private final boolean takesJsonOnly;
    private final boolean isOpen;

    /**
     * Creates the checks.
     *
     * @param isOpen whether every client may join, with or without credentials
     */
    RequestChecks(BridgeOptions options, boolean takesJsonOnly, boolean isOpen) {
        this.options = options;
        this.takesJsonOnly = takesJsonOnly;
        this.isOpen = isOpen;
    }

    void check(Exchange exchange) throws RefusedRequest {
        HttpMethod method = exchange.request().method();
        if (!method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PUT)) {
            throw new RefusedRequest(
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    "Method not accepted by the REST bridge. (" + method + " not allowed, only POST, PUT)");
        }
        checkContentType(exchange);
        RequestSignature.of(exchange.rawQuery())
                .check(options.signing(), exchange.body(), options.timestampTolerance(), Instant.now());
        if (options.requireAddress().isPresent()
                && !exchange.source().isIn(options.requireAddress().get())) {
            throw RefusedRequest.bad("Request denied based on IP address.");
        }
        if (options.requireTls() && !exchange.source().isEncrypted()) {
            throw RefusedRequest.bad("Malformed request to the REST bridge.");
        }
    }

    private void checkContentType(Exchange exchange) throws RefusedRequest {
        Optional<String> type = Optional.ofNullable(exchange.headers().get(HttpHeaderNames.CONTENT_TYPE));
        String plain = type.map(it -> it.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        boolean isRequired = !isOpen && exchange.headers().contains(HttpHeaderNames.ORIGIN);
        // Without this check, a page of any origin could make the browser send a request with the user's credentials.
        if (takesJsonOnly && !plain.equals(JSON) && (isRequired || !plain.isEmpty())) {
            throw RefusedRequest.bad(
                    "Non-accepted content type. (must be one of '[" + JSON + "]', not '" + plain + "')");
        }
        String charset = type.map(value -> String.valueOf(HttpUtil.getCharsetAsSequence(value)))
                .orElse("null")
                .replace("\"", "");
        if (!charset.equals("null") && !charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("utf8")) {
            throw RefusedRequest.bad("Non-accepted request encoding, must be UTF-8.");
        }
    }
}
