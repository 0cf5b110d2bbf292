package io.aerostat.router.web;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services, options and access log that all connections of a web transport share. Any thread. */
public final class WebSite {
    private static final Logger ACCESS = LoggerFactory.getLogger("io.aerostat.router.web.access");

    private final WebService root;
    private final WebOptions options;
    private final Executor files;
    private final ResponseHeaders responseHeaders = new ResponseHeaders(this);
    private final ServiceFactory.Services services;
    private volatile boolean retired;

    /** Makes the site of a new listener. May block. */
    public WebSite(Transport.Web transport, ListenerEnvironment environment) {
        this(transport, environment, new ServiceFactory.Services());
    }

    private WebSite(Transport.Web transport, ListenerEnvironment environment, ServiceFactory.Services before) {
        this.services = new ServiceFactory.Services(before);
        this.root = new PathService.Nested(transport.paths()).accept(new ServiceFactory(environment, services));
        this.options = transport.options();
        this.files = environment.files();
    }

    /**
     * Creates the next site. Services whose descriptions have not changed are kept. {@link #begin} must be called
     * before the new site serves requests. May block.
     */
    public WebSite changed(Transport.Web transport, ListenerEnvironment environment) {
        return new WebSite(transport, environment, services);
    }

    /** Called when this site replaces the previous one. Its rules then also apply to open connections. */
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

    WebOptions options() {
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

    /** Writes a line to the access log, if there is one. */
    void logAccess(Exchange exchange, HttpResponseStatus status) {
        if (options.accessLog()) {
            ACCESS.info(
                    "{} \"{} {} {}\" {}",
                    exchange.source().peer(),
                    exchange.request().method(),
                    exchange.request().uri().replaceAll("[^!-~]", "?").replace('"', '?'),
                    exchange.request().protocolVersion(),
                    status.code());
        }
    }
}
