package io.aerostat.router.web.bridge;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets HTTP requests act in a realm, each in a session of its own. All connections share this object; any loop. */
public final class BridgeService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeService.class);

    private static final String METHODS = "POST,PUT,OPTIONS";

    private final BridgeOptions options;
    private final BridgeForm form;
    private final RequestChecks checks;
    private final Entrance entrance;

    private BridgeService(BridgeOptions options, BridgeForm form, LinkAcceptor acceptor, AdmissionControl admission) {
        this.options = options;
        this.form = form;
        this.entrance = new Entrance(options.realm(), options.access(), acceptor, admission);
        this.checks = new RequestChecks(options, form.takesJsonOnly(), entrance.isOpen());
    }

    /** Creates the service for a bridge. */
    public static BridgeService of(HttpBridge bridge, LinkAcceptor acceptor, AdmissionControl admission) {
        return new BridgeService(bridge.options(), form(bridge), acceptor, admission);
    }

    private static BridgeForm form(HttpBridge bridge) {
        if (bridge instanceof HttpBridge.Webhook webhook) {
            return new WebhookForm(webhook);
        }
        return bridge instanceof HttpBridge.Caller ? new CallForm() : new PublishForm();
    }

    @Override
    public int maxBodySize() {
        return options.maxBodySize();
    }

    @Override
    public Response bodyTooLarge(Exchange exchange, long length) {
        return entrance.open(
                exchange,
                BridgeResponses.refused(
                        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                        "Request too long. (" + length + " is longer than accepted " + options.maxBodySize() + ")"));
    }

    @Override
    public void serve(Exchange exchange) {
        if (exchange.isOptions()) {
            respond(exchange, preflight(exchange));
            return;
        }
        try {
            checks.check(exchange);
            join(exchange, entrance.login(exchange), form.request(exchange));
        } catch (RefusedRequest e) {
            LOG.debug("request refused: {} from {}", e.text(), exchange.source().peer());
            respond(exchange, e.response());
        } catch (RuntimeException e) {
            LOG.error("a bug fails a request to {}", exchange.rawPath(), e);
            respond(exchange, BridgeResponses.failed());
        }
    }

    private void join(Exchange exchange, Login login, WampMessage request) throws RefusedRequest {
        entrance.enter(exchange, login, options.timeout(), new RequestSession.Visitor() {
            @Override
            public void joined(RequestSession session, WelcomeDetails details) {
                session.ask(request, exchange.body().length);
            }

            @Override
            public void answered(RequestSession session, Outcome outcome) {
                answer(exchange, outcome);
                session.leave();
            }
        });
    }

    private void answer(Exchange exchange, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            respond(exchange, entrance.refusal(refused));
        } else {
            Newcomer.settle(exchange.channel());
            respond(exchange, form.answer(outcome));
        }
    }

    private static Response preflight(Exchange exchange) {
        Response response = Response.empty(HttpResponseStatus.OK)
                .with(HttpHeaderNames.ALLOW, METHODS)
                .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        String headers = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        return headers == null ? response : response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }

    private void respond(Exchange exchange, Response response) {
        exchange.respond(entrance.open(exchange, response));
    }
}
