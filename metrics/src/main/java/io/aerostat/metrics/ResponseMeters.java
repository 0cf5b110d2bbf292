package io.aerostat.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Supplier;

/** Registers the counter of the responses of one web service with one class of status, such as {@code 2xx}. */
record ResponseMeters(MeterCollection into, Supplier<Snapshot> snapshot, String router, String service, String status) {
    void register() {
        into.counter(
                MeterName.HTTP_RESPONSES,
                Tags.of("router", router, "service", service, "status", status),
                () -> snapshot.get()
                        .router(router)
                        .map(numbers -> (double) numbers.statistics()
                                .responses()
                                .getOrDefault(service, Map.of())
                                .getOrDefault(status, 0L))
                        .orElse(Double.NaN));
    }
}
