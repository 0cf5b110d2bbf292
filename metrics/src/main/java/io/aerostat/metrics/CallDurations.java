package io.aerostat.metrics;

import io.aerostat.router.realm.CallStatistics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The durations of calls as a histogram of Prometheus. Micrometer has no histogram that only reads existing numbers.
 * Micrometer's own histogram would cost each call ten times as much as the router's histogram (docs/adr/0023).
 */
final class CallDurations implements Collector {
    private static final String NAME = MeterName.CALL_DURATION.prometheus();

    private final Supplier<Snapshot> snapshot;

    CallDurations(Supplier<Snapshot> snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(NAME)
                .help(MeterName.CALL_DURATION.meaning())
                .unit(Unit.SECONDS);
        snapshot.get()
                .routers()
                .forEach((router, numbers) -> numbers.realms()
                        .forEach((realm, statistics) -> statistics
                                .roles()
                                .forEach(role -> histogram.dataPoint(point(
                                        Labels.of("realm", realm, "role", role.role(), "router", router),
                                        role.calls())))));
        return histogram.build();
    }

    private static HistogramSnapshot.HistogramDataPointSnapshot point(Labels labels, CallStatistics calls) {
        List<Double> bounds = new ArrayList<>();
        CallStatistics.BOUNDS.forEach(bound -> bounds.add(bound.toNanos() / 1e9));
        bounds.add(Double.POSITIVE_INFINITY);
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, List.<Number>copyOf(calls.durations())))
                .sum(calls.nanos() / 1e9)
                .build();
    }

    @Override
    public String getPrometheusName() {
        return NAME;
    }
}
