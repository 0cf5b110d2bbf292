package io.aerostat.router.web;

import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.WebService;
import java.util.Map;

/** Selects services by the next component of the path, and passes requests to them. Immutable. */
final class PathComponents implements WebService {
    private final Map<String, WebService> children;
    private final WebService otherwise;

    /**
     * Creates the service.
     *
     * @param otherwise serves the paths that do not lead to any of the children
     */
    PathComponents(Map<String, WebService> children, WebService otherwise) {
        this.children = Map.copyOf(children);
        this.otherwise = otherwise;
    }

    @Override
    public WebService route(Exchange exchange) {
        WebService child = exchange.remaining().isEmpty()
                ? null
                : children.get(exchange.remaining().get(0));
        if (child == null) {
            return otherwise.route(exchange);
        }
        exchange.match();
        return child.route(exchange);
    }

    @Override
    public void serve(Exchange exchange) {
        route(exchange).serve(exchange);
    }
}
