package io.aerostat.router.web.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.option.WebhookSignature;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Publishes the headers and the body of a request: {@code [{"headers": {"Name": ["value"]}, "body": "text"}]}. */
final class WebhookForm implements BridgeForm {
    private static final PublishOptions ACKNOWLEDGED =
            new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE);

    /** Headers with secrets of the sender, which subscribers must not get. */
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");

    private final HttpBridge.Webhook webhook;

    WebhookForm(HttpBridge.Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public boolean takesJsonOnly() {
        return false;
    }

    @Override
    public WampMessage request(Exchange exchange) throws RefusedRequest {
        if (webhook.signature().isPresent()) {
            verify(exchange.headers(), exchange.body(), webhook.signature().get());
        }
        Map<String, Object> event =
                Map.of("headers", headers(exchange.headers()), "body", JsonBody.text(exchange.body()));
        return new Publish(ID, ACKNOWLEDGED, webhook.topic(), JsonBody.payload(List.of(event), Map.of()));
    }

    private static void verify(HttpHeaders headers, byte[] body, WebhookSignature wanted) throws RefusedRequest {
        WebhookSignature used =
                wanted.isOfGitHub() && !headers.contains(wanted.header()) ? wanted.olderOfGitHub() : wanted;
        byte[] mac = Hmacs.of(used.algorithm().mac(), used.secret().getBytes(UTF_8), body);
        String expected = used.prefix()
                + switch (used.encoding()) {
                    case HEX -> HexFormat.of().formatHex(mac);
                    case BASE64 -> Base64.getEncoder().encodeToString(mac);
                };
        String found = headers.get(used.header(), "");
        if (used.encoding() == WebhookSignature.Encoding.HEX) {
            found = found.toLowerCase(Locale.ROOT);
            expected = expected.toLowerCase(Locale.ROOT);
        }
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), found.getBytes(UTF_8))) {
            throw RefusedRequest.bad("The signature in " + wanted.header() + " is missing or invalid.");
        }
    }

    /** Returns the headers by their names as Crossbar.io writes them: each word of a name begins with a capital. */
    private static Map<String, List<String>> headers(HttpHeaders headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!SECRET.contains(name)) {
                byName.computeIfAbsent(capitalized(name), first -> new ArrayList<>())
                        .add(header.getValue());
            }
        });
        return byName;
    }

    private static String capitalized(String name) {
        StringBuilder capitals = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                capitals.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return capitals.toString();
    }

    @Override
    public Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed
                && BridgeResponses.status(failed.error()).equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
            Response late = text(HttpResponseStatus.TOO_MANY_REQUESTS, webhook.errorResponse());
            return BridgeResponses.withRetryAfter(late, failed.payload());
        }
        boolean isPublished = outcome instanceof Outcome.Published;
        return isPublished
                ? text(HttpResponseStatus.ACCEPTED, webhook.successResponse())
                : text(HttpResponseStatus.INTERNAL_SERVER_ERROR, webhook.errorResponse());
    }

    private static Response text(HttpResponseStatus status, String body) {
        return Response.of(status, "text/plain; charset=utf-8", body);
    }
}
