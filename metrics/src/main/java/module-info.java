/** The router's numbers as Micrometer meters, and as the page that Prometheus scrapes. */
@SuppressWarnings("requires-automatic") // Micrometer's and Prometheus's libraries have no module descriptors.
module io.aerostat.metrics {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.router;
    requires transitive micrometer.core;
    requires transitive micrometer.registry.prometheus;
    requires io.netty.buffer;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;

    exports io.aerostat.metrics;
}
