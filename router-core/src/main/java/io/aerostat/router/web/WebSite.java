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

/** The services, options and access log that all connections of a web transport share. Immutable; any thread. */
public final class WebSite {
    private static final Logger ACCESS = LoggerFactory.getLogger("io.aerostat.router.web.access");

    private final WebService root;
    private final WebOptions options;
    private final Executor files;
    private final ResponseHeaders responseHeaders = new ResponseHeaders(this);
    private final ServiceFactory.Services services;

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
     * Creates the next site, which keeps services with an unchanged description. {@link #begin} must be called before
     * the new site serves. May block.
     */
    public WebSite changed(Transport.Web transport, ListenerEnvironment environment) {
        return new WebSite(transport, environment, services);
    }

    /** Called when this site replaces the previous one, so that its rules apply to open connections, too. */
    public void begin() {
        services.begin();
    }

    /** Called when the site is removed; refuses further joins over its open connections. */
    public void retire() {
        services.retire();
    }

    WebOptions options() {
        return options;
    }

    Executor files() {
        return files;
    }

    WebService route(Exchange exchange) {
        return root.route(exchange);
    }

    /** Returns the value of the Strict-Transport-Security header of every response over TLS. */
    Optional<String> strictTransportSecurity() {
        return options.hsts().map(age -> "max-age=" + age.toSeconds());
    }

    ResponseHeaders responseHeaders() {
        return responseHeaders;
    }

    /** Writes a line of the access log, if there is one. */
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
