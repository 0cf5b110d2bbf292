package io.aerostat.metrics;

import io.aerostat.router.observation.MetricsPage;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The meters of a registry in the text format that the scraper prefers: OpenMetrics 1.0.0, or Prometheus 0.0.4. */
public final class PrometheusPage implements MetricsPage {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Runnable beforeRendering;
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics =
            OpenMetricsTextFormatWriter.builder().build();

    /** @param beforeRendering brings the meters up to date, such as {@link RouterMetrics#refresh} */
    public PrometheusPage(PrometheusMeterRegistry registry, Runnable beforeRendering) {
        this.registry = registry;
        this.beforeRendering = beforeRendering;
    }

    @Override
    public Rendered render(String accept) {
        beforeRendering.run();
        boolean open = AcceptedFormat.prefersOpenMetrics(accept);
        ByteArrayOutputStream page = new ByteArrayOutputStream(16_384);
        try {
            (open ? openMetrics : text)
                    .write(page, registry.getPrometheusRegistry().scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rendered(open ? OPEN_METRICS : TEXT, page.toByteArray());
    }
}
