package io.aerostat.router.observation;

/** Renders the router's metrics for a scraper, such as Prometheus. */
public interface MetricsPage {
    /**
     * Renders the current numbers. May be called by several threads at once; may block.
     *
     * @param accept the {@code Accept} header of the request; empty if there is none
     */
    Rendered render(String accept);

    /**
     * A rendered page.
     *
     * @param contentType the exact value of the {@code Content-Type} header
     */
    record Rendered(String contentType, byte[] body) {}
}
