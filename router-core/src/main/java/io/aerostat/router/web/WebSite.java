package io.aerostat.router.web;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.listener.WebOptions;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What all connections of a web transport share: services and options. Immutable; any thread. */
public final class WebSite {
    private final WebService root;
    private final WebOptions options;
    private final Executor files;

    /**
     * @param admission asked before each upgrade (P7)
     * @param files reads files; bounded, rejects when it cannot keep up
     */
    public WebSite(WebTransport transport, AdmissionControl admission, Executor files) {
        this.root = Services.of(new WebPath.Nested(transport.paths()), admission, files);
        this.options = transport.options();
        this.files = files;
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

    /** What every response says. */
    Optional<String> strictTransportSecurity() {
        return options.hsts().map(age -> "max-age=" + age.toSeconds());
    }
}
