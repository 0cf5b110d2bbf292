package io.aerostat.router.web;

import io.aerostat.router.listener.Addresses;
import io.aerostat.router.observation.Health;
import io.aerostat.router.observation.NotReady;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reports whether the router should get new clients.
 *
 * @param detailed the addresses that also get the reasons
 * @param unready the HTTP status if the router should not get new clients
 */
record ReadinessService(Supplier<Health> health, Addresses detailed, HttpResponseStatus unready) implements WebService {
    @Override
    public boolean outlivesSite() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        Health present = health.get();
        List<String> reasons = exchange.source().isIn(detailed)
                ? present.reasons().stream().map(NotReady::text).toList()
                : List.of();
        exchange.respond(response(present.isReady() ? HttpResponseStatus.OK : unready, present.word(), reasons));
    }

    /** Returns the answer to a probe: a dictionary with the state, and with the reasons if there are any. */
    static Response response(HttpResponseStatus status, String word, List<String> reasons) {
        StringBuilder json = new StringBuilder("{\"status\":");
        NodeInfoPage.appendText(json, word);
        if (!reasons.isEmpty()) {
            json.append(",\"reasons\":[");
            for (int i = 0; i < reasons.size(); i++) {
                json.append(i == 0 ? "" : ",");
                NodeInfoPage.appendText(json, reasons.get(i));
            }
            json.append(']');
        }
        return Response.of(
                        status,
                        "application/json; charset=utf-8",
                        json.append("}\n").toString())
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
}
