package io.aerostat.router.web;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.tally.ResponseTally;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services, options, access log and numbers that all connections of a web transport share. Any thread. */
public final class WebSite {
    private static final Logger ACCESS = LoggerFactory.getLogger("io.aerostat.router.web.access");

    private final WebService root;
    private final WebOptions options;
    private final Executor files;
    private final ResponseTally responses;
    private final ResponseHeaders responseHeaders = new ResponseHeaders(this);
    private final Services services;
    private volatile boolean retired;

    /** Makes the site of a new listener. May block. */
    public WebSite(Transport.Web transport, ListenerEnvironment environment) {
        this(transport, environment, new Services());
    }

    private WebSite(Transport.Web transport, ListenerEnvironment environment, Services before) {
        this.services = new Services(before);
        this.root = new PathService.Nested(transport.paths()).accept(new ServiceFactory(environment, services));
        this.options = transport.options();
        this.files = environment.files();
        this.responses = environment.responses();
    }

    /**
     * Creates the next site. Services whose descriptions have not changed are kept. {@link #begin} must be called
     * before the new site serves requests. May block.
     */
    public WebSite changed(Transport.Web transport, ListenerEnvironment environment) {
        return new WebSite(transport, environment, services);
    }

    /** Called when this site replaces the previous site. The rules of this site then also apply to open connections. */
    public void begin() {
        services.begin();
    }

    /**
     * Called when the site is removed. Over its open connections, existing long-poll sessions continue, and probes are
     * answered; other requests get 404.
     */
    public void retire() {
        retired = true;
        services.retire();
    }

    /** Returns the options of the transport. */
    public WebOptions options() {
        return options;
    }

    Executor files() {
        return files;
    }

    WebService route(Exchange exchange) {
        WebService service = root.route(exchange);
        return retired && !service.outlivesSite() ? WebService.NOT_FOUND : service;
    }

    /** Returns the value of the Strict-Transport-Security header for responses over TLS; empty for none. */
    Optional<String> strictTransportSecurity() {
        return options.hsts().map(age -> "max-age=" + age.toSeconds());
    }

    ResponseHeaders responseHeaders() {
        return responseHeaders;
    }

    /** Called for each response: counts it, and writes a line to the access log, if there is one. */
    void responded(Exchange exchange, HttpResponseStatus status) {
        responses.count(exchange.service(), status.code());
        if (options.accessLog()) {
            ACCESS.info(
                    "{} \"{} {} {}\" {}",
                    exchange.source().peer(),
                    exchange.request().method(),
                    exchange.request().uri().replaceAll("[^!-~]", "?").replace('"', '?'),
                    exchange.protocol(),
                    status.code());
        }
    }
}
