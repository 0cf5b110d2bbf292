package io.aerostat.router.web;

import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Pages;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Shows facts about the node as a page; clients that prefer {@code application/json} get a dictionary.
 *
 * @param facts supplies texts and numbers; called on an event loop, must not block
 */
record NodeInfoPage(Supplier<Map<String, Object>> facts) implements WebService {
    @Override
    public void serve(Exchange exchange) {
        String accepted = exchange.headers().get(HttpHeaderNames.ACCEPT, "");
        Response response = accepted.startsWith("application/json") ? json(facts.get()) : page(facts.get());
        exchange.respond(response.with(HttpHeaderNames.CACHE_CONTROL, "no-store"));
    }

    private static Response json(Map<String, Object> facts) {
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
                json.append("}\n").toString());
    }

    static void appendText(StringBuilder json, String text) {
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

    private static Response page(Map<String, Object> facts) {
        StringBuilder rows = new StringBuilder("<table>");
        new TreeMap<>(facts)
                .forEach((name, value) -> rows.append("<tr><td>")
                        .append(Pages.escape(name))
                        .append("</td><td>")
                        .append(Pages.escape(value.toString()))
                        .append("</td></tr>"));
        return Response.of(HttpResponseStatus.OK, Response.HTML, Pages.page("Aerostat", rows + "</table>"));
    }
}
