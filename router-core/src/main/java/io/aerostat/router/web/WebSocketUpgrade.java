package io.aerostat.router.web;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Pages;
import io.aerostat.router.web.exchange.ReadOnlyService;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.websocket.WebSocketOpening;
import io.aerostat.router.websocket.WebSocketRefused;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP connections into WebSocket links, or refuses them. All connections share this object; any loop. */
final class WebSocketUpgrade implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);

    private final WebSocketOpening opening;
    private final boolean showsStatus;
    private final AdmissionControl admission;

    WebSocketUpgrade(WebSocketOpening opening, boolean showsStatus, AdmissionControl admission) {
        this.opening = opening;
        this.showsStatus = showsStatus;
        this.admission = admission;
    }

    @Override
    public void serve(Exchange exchange) {
        if (!WebSocketOpening.isUpgrade(exchange.request())) {
            plainRequest(exchange);
            return;
        }
        RequestSource source = exchange.source();
        WebSocketOpening.Agreement agreement;
        try {
            agreement = opening.judge(exchange.request(), source);
        } catch (WebSocketRefused e) {
            refuse(exchange, e);
            return;
        }
        AdmissionControl.Verdict verdict = admission.admit(Newcomer.isSurplus(exchange.channel()));
        if (!verdict.isAdmitted()) {
            // P7: refuse before the upgrade, because upgrades are expensive.
            exchange.respond(
                    Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, verdict.message() + "; please try again.")
                            .withRetryAfter(admission.retryAfterSeconds()));
            return;
        }
        exchange.upgrade(
                agreement.responseHead(),
                () -> opening.open(agreement, exchange.request(), exchange.channel(), source, admission::settled));
    }

    /** Refuses an opening request, and logs the reason. */
    static void refuse(Exchange exchange, WebSocketRefused refused) {
        RefusalLog.line(LOG)
                .log(
                        "WebSocket refused: {}{} from {}",
                        RefusalLog.printable(refused.getMessage()),
                        refused.explanation(),
                        exchange.source().peer());
        exchange.respond(refusal(refused));
    }

    private void plainRequest(Exchange exchange) {
        if (showsStatus && exchange.isGetOrHead()) {
            exchange.respond(Response.of(
                            HttpResponseStatus.OK,
                            Response.HTML,
                            Pages.page(
                                    "Aerostat",
                                    "<p>A WAMP router listens here for WebSocket clients.</p><p>Subprotocols: "
                                            + Pages.escape(opening.subprotocolNames()) + "</p>"))
                    .with(HttpHeaderNames.CACHE_CONTROL, "no-store"));
        } else {
            answerPlainRequest(exchange);
        }
    }

    /** Answers a request that does not ask for an upgrade. */
    static void answerPlainRequest(Exchange exchange) {
        if (exchange.isOptions()) {
            exchange.respond(Response.options(ReadOnlyService.METHODS));
        } else if (!exchange.isGetOrHead()) {
            exchange.respond(Response.methodNotAllowed(ReadOnlyService.METHODS));
        } else {
            exchange.respond(Response.page(HttpResponseStatus.UPGRADE_REQUIRED, "Only WebSocket is supported here.")
                    .with(HttpHeaderNames.UPGRADE, "websocket")
                    .with(HttpHeaderNames.CONNECTION, "Upgrade"));
        }
    }

    private static Response refusal(WebSocketRefused refused) {
        String message = String.valueOf(refused.getMessage());
        // The message is also the reason phrase, because many clients show no other part of the response.
        HttpResponseStatus status = new HttpResponseStatus(400, ascii(message));
        Response response = Response.of(status, "text/plain; charset=utf-8", message + "\n");
        return refused.isWrongVersion() ? response.with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13") : response;
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
