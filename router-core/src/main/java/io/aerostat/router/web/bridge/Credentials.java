package io.aerostat.router.web.bridge;

import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.web.exchange.Exchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The credentials of a request: a user with password (RFC 7617), a token (RFC 6750), or a TLS certificate. */
final class Credentials {
    private static final int MAX_AGENT = 200;

    private Credentials() {}

    /**
     * Returns how the request joins.
     *
     * @param isOpen whether every client may join, with or without credentials
     */
    static Login login(Exchange exchange, String realm, boolean isOpen) throws RefusedRequest {
        String agent = agent(exchange);
        List<String> headers = exchange.headers().getAll(HttpHeaderNames.AUTHORIZATION);
        // A service that is open to all clients ignores credentials, because they are meant for a proxy in front of the
        // router.
        if (headers.isEmpty() || isOpen) {
            return Login.withoutSecret(realm, agent);
        }
        if (headers.size() > 1) {
            throw RefusedRequest.bad("Multiple versions of the same header is not allowed.");
        }
        String[] parts = headers.get(0).strip().split(" +", 2);
        if (parts.length == 2 && parts[0].equalsIgnoreCase("bearer")) {
            return Login.withToken(realm, agent, parts[1]);
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("basic")) {
            return basic(realm, agent, parts[1]);
        }
        throw new RefusedRequest(
                HttpResponseStatus.UNAUTHORIZED, "The Authorization header has neither Basic nor Bearer credentials.");
    }

    private static Login basic(String realm, @Nullable String agent, String encoded) throws RefusedRequest {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.bad("The Basic credentials are not base64.");
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw RefusedRequest.bad("The Basic credentials have no colon.");
        }
        return Login.withPassword(realm, agent, text.substring(0, colon), text.substring(colon + 1));
    }

    private static @Nullable String agent(Exchange exchange) {
        String agent = exchange.headers().get(HttpHeaderNames.USER_AGENT);
        return agent == null ? null : agent.substring(0, Math.min(MAX_AGENT, agent.length()));
    }

    /** Returns the value of {@code WWW-Authenticate}: the schemes that lead to a method of the service. */
    static String challenges(String realm, Access access) {
        List<String> methods =
                access.methods().stream().map(AuthenticationOptions::methodName).toList();
        List<String> schemes = new ArrayList<>();
        if (methods.contains("ticket")) {
            schemes.add("Basic realm=\"" + quoted(realm) + "\", charset=\"UTF-8\"");
        }
        if (methods.contains("jwt") || methods.contains("ticket")) {
            schemes.add("Bearer realm=\"" + quoted(realm) + "\"");
        }
        return schemes.isEmpty() ? "Mutual" : schemes.stream().collect(Collectors.joining(", "));
    }

    private static String quoted(String realm) {
        return realm.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
