package io.aerostat.router.web;

import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the files of the admin page, which hold no secrets, and the realm and WebSocket path that the page joins. No
 * other page may embed, read or script the admin page. Reads files on an executor.
 */
final class AdminService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(AdminService.class);

    private static final Pattern NAME = Pattern.compile("[_a-z0-9]+([-./][_a-z0-9]+)*");

    private static final Map<String, String> TYPES = Map.of(
            "html", Response.HTML,
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final AdminPage page;
    private final byte[] settings;
    private final Executor executor;

    /** @param websocket the path of the WebSocket service through which the page joins */
    AdminService(AdminPage page, String websocket, Executor executor) {
        this.page = page;
        this.executor = executor;
        this.settings = ("{\"realm\":" + quoted(page.realm()) + ",\"websocket\":" + quoted(websocket) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append("\\u%04x".formatted(c));
            } else {
                json.appendCodePoint(c);
            }
        });
        return json.append('"').toString();
    }

    @Override
    public void serve(Exchange exchange) {
        String name = String.join("/", exchange.remaining());
        if (name.isEmpty() && !exchange.isFolder()) {
            // Relative links of the page are resolved against the path, so it has to end with a slash.
            exchange.respond(Response.empty(HttpResponseStatus.MOVED_PERMANENTLY)
                    .with(HttpHeaderNames.LOCATION, "/" + exchange.rawPath().replaceFirst("^/+", "") + "/"));
            return;
        }
        try {
            executor.execute(() -> {
                Response response = response(exchange, name.isEmpty() ? "index.html" : name);
                exchange.loop().execute(() -> exchange.respond(response));
            });
        } catch (RejectedExecutionException e) {
            exchange.respond(
                    Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many requests for files are waiting.")
                            .with(HttpHeaderNames.RETRY_AFTER, 1));
        }
    }

    private Response response(Exchange exchange, String name) {
        try {
            return (exchange.isFolder() && !exchange.remaining().isEmpty() ? Optional.<Response>empty() : file(name))
                    .orElseGet(() -> Response.notFound(exchange));
        } catch (RuntimeException e) {
            LOG.error("the admin page cannot be read", e);
            return Response.page(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The page cannot be read.");
        }
    }

    private Optional<Response> file(String name) {
        if (name.equals("settings.json")) {
            return Optional.of(guarded(Response.of(HttpResponseStatus.OK, "application/json", settings)));
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return type == null || !NAME.matcher(name).matches()
                ? Optional.empty()
                : page.file(name).map(content -> guarded(Response.of(HttpResponseStatus.OK, type, content)));
    }

    private static Response guarded(Response response) {
        return response.with("Content-Security-Policy", POLICY)
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff")
                .with(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
}
