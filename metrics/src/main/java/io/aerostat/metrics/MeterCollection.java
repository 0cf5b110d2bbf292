package io.aerostat.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Registers meters that read existing numbers, and keeps a list of these meters. */
record MeterCollection(MeterRegistry registry, List<Meter> meters) {
    void gauge(MeterName name, Tags tags, DoubleSupplier number) {
        meters.add(Gauge.builder(name.meter(), number::getAsDouble)
                .description(name.meaning())
                .baseUnit(name.unit())
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    void seconds(MeterName name, Tags tags, DoubleSupplier number) {
        meters.add(TimeGauge.builder(name.meter(), number::getAsDouble, TimeUnit.SECONDS)
                .description(name.meaning())
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    void counter(MeterName name, Tags tags, DoubleSupplier number) {
        // Micrometer keeps a weak reference to the object of a function counter, and a strong one to its function.
        meters.add(FunctionCounter.builder(name.meter(), registry, ignored -> number.getAsDouble())
                .description(name.meaning())
                .baseUnit(name.unit())
                .tags(tags)
                .register(registry));
    }

    void timer(MeterName name, Tags tags, LongSupplier count, DoubleSupplier nanos) {
        meters.add(FunctionTimer.builder(
                        name.meter(),
                        registry,
                        ignored -> count.getAsLong(),
                        ignored -> nanos.getAsDouble(),
                        TimeUnit.NANOSECONDS)
                .description(name.meaning())
                .tags(tags)
                .register(registry));
    }
}
