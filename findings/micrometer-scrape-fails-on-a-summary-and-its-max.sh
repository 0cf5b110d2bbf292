#!/usr/bin/env bash
# Micrometer 1.17.2 with prometheus-metrics 1.7.0: a summary "queue" and any meter "queue.max" are registered without an
# error, but then every scrape fails.
#
# Guess: the registry detects two meters with colliding Prometheus names at registration, as it does for a gauge with
# the name of a counter: it logs a warning, and does not export the second meter. All other meters are still exported.
# Seen: a summary without a unit is exported as queue and as a gauge queue_max. This gauge is created only by the
# scrape, so the registry does not detect the collision. From then on, scrape() throws an exception and returns no meter
# at all, whichever of the two meters was registered first. For a counter or a summary named queue.max, the exception is
# another one. A timer collides with a meter named queue.seconds.max instead. Gauges queue.count and queue.sum cause no
# collision.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-registry-prometheus</artifactId><version>1.17.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;

public class Try {
    static void attempt(String what, Consumer<MeterRegistry> registration) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().onMeterRegistrationFailed((id, reason) -> System.out.println("refused: " + reason));
        registration.accept(registry);
        String seen;
        try {
            seen = registry.scrape().lines().filter(line -> !line.startsWith("#")).count() + " samples";
        } catch (RuntimeException e) {
            seen = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println(what + ": " + seen);
    }

    public static void main(String[] args) {
        attempt("summary queue, gauge queue.count", registry -> {
            registry.summary("queue").record(1);
            registry.gauge("queue.count", 1);
        });
        attempt("summary queue, gauge queue.max", registry -> {
            registry.summary("queue").record(1);
            registry.gauge("queue.max", 1);
        });
        attempt("gauge queue.max, summary queue", registry -> {
            registry.gauge("queue.max", 1);
            registry.summary("queue").record(1);
        });
        attempt("summary queue, counter queue.max", registry -> {
            registry.summary("queue").record(1);
            registry.counter("queue.max").increment();
        });
        attempt("timer queue, gauge queue.max", registry -> {
            registry.timer("queue").record(Duration.ofSeconds(1));
            registry.gauge("queue.max", 1);
        });
        attempt("timer queue, gauge queue.seconds.max", registry -> {
            registry.timer("queue").record(Duration.ofSeconds(1));
            registry.gauge("queue.seconds.max", 1);
        });
    }
}
JAVA
javac -proc:none -d classes -cp 'lib/*' Try.java
cat >expected <<'TEXT'
summary queue, gauge queue.count: 4 samples
summary queue, gauge queue.max: DuplicateLabelsException: Duplicate labels for metric "queue_max": {}
gauge queue.max, summary queue: DuplicateLabelsException: Duplicate labels for metric "queue_max": {}
summary queue, counter queue.max: IllegalArgumentException: queue_max: conflicting metric types: GaugeSnapshot and CounterSnapshot
timer queue, gauge queue.max: 4 samples
timer queue, gauge queue.seconds.max: DuplicateLabelsException: Duplicate labels for metric "queue_seconds_max": {}
TEXT
java -cp 'classes:lib/*' Try | tee seen
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
