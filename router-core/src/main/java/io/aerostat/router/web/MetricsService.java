package io.aerostat.router.web;

import io.aerostat.router.listener.Addresses;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the router's metrics to allowed addresses. Pages are rendered on an executor, a few at a time. */
final class MetricsService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsService.class);

    /** The largest number of requests that may wait or be served at the same time; further requests are refused. */
    private static final int AT_ONCE = 8;

    private final MetricsPage page;
    private final Addresses allowed;
    private final Executor executor;
    private final AtomicInteger rendering = new AtomicInteger();

    MetricsService(MetricsPage page, Addresses allowed, Executor executor) {
        this.page = page;
        this.allowed = allowed;
        this.executor = executor;
    }

    @Override
    public void serve(Exchange exchange) {
        if (!exchange.source().isIn(allowed)) {
            exchange.respond(Response.page(
                    HttpResponseStatus.FORBIDDEN,
                    "The metrics of this router are not shown to "
                            + exchange.source().peer() + ": \"allow\" of this service does not contain the address."));
            return;
        }
        if (rendering.incrementAndGet() > AT_ONCE) {
            rendering.decrementAndGet();
            exchange.respond(busy());
            return;
        }
        String accept = exchange.headers().get(HttpHeaderNames.ACCEPT, "");
        try {
            executor.execute(() -> {
                Response response = render(accept);
                rendering.decrementAndGet();
                exchange.loop().execute(() -> exchange.respond(response));
            });
        } catch (RejectedExecutionException e) {
            rendering.decrementAndGet();
            exchange.respond(busy());
        }
    }

    private Response render(String accept) {
        try {
            MetricsPage.Rendered rendered = page.render(accept);
            return Response.of(HttpResponseStatus.OK, rendered.contentType(), rendered.body())
                    .with(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .with(HttpHeaderNames.VARY, "accept");
        } catch (RuntimeException e) {
            LOG.error("the metrics cannot be rendered", e);
            return Response.page(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The metrics cannot be rendered.");
        }
    }

    private static Response busy() {
        return Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, "The metrics are being read too often.")
                .with(HttpHeaderNames.RETRY_AFTER, 1);
    }
}
