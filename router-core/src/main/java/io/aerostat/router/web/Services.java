package io.aerostat.router.web;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.websocket.WebSocketOpening;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** Makes the services of the paths. */
final class Services {
    static final String READING = "GET, HEAD, OPTIONS";

    private Services() {}

    static WebService of(WebPath path, AdmissionControl admission, Executor files) {
        if (path instanceof WebPath.Static folder) {
            return readOnly(new StaticFiles(folder, files), true);
        } else if (path instanceof WebPath.WebSocket websocket) {
            boolean showsStatus = websocket.transport().options().enableWebStatus();
            return new WebSocketUpgrade(new WebSocketOpening(websocket.transport()), showsStatus, admission);
        } else if (path instanceof WebPath.WebSocketEcho echo) {
            boolean showsStatus = echo.options().enableWebStatus();
            return new WebSocketUpgrade(WebSocketOpening.echo(echo.options()), showsStatus, admission);
        } else if (path instanceof WebPath.LongPoll longPoll) {
            return new LongPollService(longPoll.transport(), admission);
        } else if (path instanceof WebPath.Json json) {
            return readOnly(exchange -> exchange.respond(json(json)), json.allowCrossOrigin());
        } else if (path instanceof WebPath.Redirect redirect) {
            return readOnly(
                    exchange -> exchange.respond(
                            Response.empty(HttpResponseStatus.FOUND).with(HttpHeaderNames.LOCATION, redirect.url())),
                    false);
        } else if (path instanceof WebPath.NodeInfo info) {
            return readOnly(
                    exchange -> exchange.respond(
                            wantsJson(exchange)
                                    ? factsAsJson(info.facts().get())
                                    : nodeInfo(info.facts().get())),
                    false);
        } else if (path instanceof WebPath.Nested nested) {
            return nested(nested, admission, files);
        }
        throw new IllegalArgumentException("no service for " + path);
    }

    /** A document or redirect is at its own path, not at those below, which nobody has configured. The one at {@code /} answers for all the others. */
    private static WebService child(WebPath path, WebService service) {
        if (!(path instanceof WebPath.Json || path instanceof WebPath.Redirect)) {
            return service;
        }
        return exchange -> {
            if (exchange.remaining().stream().allMatch(String::isEmpty)) {
                service.serve(exchange);
            } else {
                WebService.NOT_FOUND.serve(exchange);
            }
        };
    }

    /** @param crossOrigin whether pages of other origins may read it */
    private static WebService readOnly(WebService service, boolean crossOrigin) {
        return exchange -> {
            if (exchange.isGetOrHead()) {
                service.serve(exchange);
            } else if (exchange.isOptions()) {
                exchange.respond(
                        crossOrigin
                                ? CrossOrigin.preflight(exchange, READING)
                                        .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                                : Response.options(READING));
            } else {
                exchange.respond(Response.methodNotAllowed(READING));
            }
        };
    }

    private static WebService nested(WebPath.Nested nested, AdmissionControl admission, Executor files) {
        Map<String, WebService> children = new HashMap<>();
        WebService root = null;
        for (Map.Entry<String, WebPath> entry : nested.paths().entrySet()) {
            WebService service = of(entry.getValue(), admission, files);
            if (entry.getKey().equals("/")) {
                root = service;
            } else {
                children.put(entry.getKey(), child(entry.getValue(), service));
            }
        }
        return new PathComponents(children, root == null ? WebService.NOT_FOUND : root);
    }

    private static Response json(WebPath.Json json) {
        Response response = Response.of(HttpResponseStatus.OK, "application/json; charset=utf-8", json.document());
        if (json.allowCrossOrigin()) {
            response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        if (json.discourageCaching()) {
            response.with(HttpHeaderNames.CACHE_CONTROL, "no-store, no-cache, must-revalidate, max-age=0");
        }
        return response;
    }

    private static boolean wantsJson(Exchange exchange) {
        String accepted = exchange.headers().get(HttpHeaderNames.ACCEPT, "");
        return accepted.startsWith("application/json");
    }

    private static Response factsAsJson(Map<String, Object> facts) {
        StringBuilder json = new StringBuilder("{");
        facts.forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            appendText(json, name);
            json.append(':');
            if (value instanceof Number) {
                json.append(value);
            } else {
                appendText(json, value.toString());
            }
        });
        return Response.of(
                        HttpResponseStatus.OK,
                        "application/json; charset=utf-8",
                        json.append("}\n").toString())
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static Response nodeInfo(Map<String, Object> facts) {
        StringBuilder rows = new StringBuilder("<table>");
        new TreeMap<>(facts)
                .forEach((name, value) -> rows.append("<tr><td>")
                        .append(Pages.escape(name))
                        .append("</td><td>")
                        .append(Pages.escape(value.toString()))
                        .append("</td></tr>"));
        return Response.of(HttpResponseStatus.OK, Response.HTML, Pages.page("Aerostat", rows + "</table>"))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
}
