package io.aerostat.metrics;

import io.aerostat.router.session.TransportStatistics;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers the meters of one kind of transport of a router. */
record TransportMeters(MeterCollection into, Supplier<Snapshot> snapshot, String router, String transport) {
    void register() {
        Tags tags = Tags.of("router", router, "transport", transport);
        Tags received = tags.and("direction", "received");
        Tags sent = tags.and("direction", "sent");
        into.counter(MeterName.MESSAGES, received, number(TransportStatistics::messagesReceived));
        into.counter(MeterName.MESSAGES, sent, number(TransportStatistics::messagesSent));
        into.counter(MeterName.MESSAGE_BYTES, received, number(TransportStatistics::bytesReceived));
        into.counter(MeterName.MESSAGE_BYTES, sent, number(TransportStatistics::bytesSent));
    }

    private DoubleSupplier number(ToDoubleFunction<TransportStatistics> read) {
        return () -> snapshot.get()
                .router(router)
                .flatMap(numbers -> numbers.statistics().transports().stream()
                        .filter(statistics -> statistics.transport().equals(transport))
                        .findFirst())
                .map(read::applyAsDouble)
                .orElse(Double.NaN);
    }
}
