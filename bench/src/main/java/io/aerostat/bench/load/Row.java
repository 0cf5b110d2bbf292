package io.aerostat.bench.load;

import io.aerostat.bench.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run.
 *
 * @param numbers additional numbers by name, in the order of display: numbers about the router's process, and numbers
 *     that only this workload has
 * @param failure the reason why the numbers are invalid, or null
 */
public record Row(
        String workload,
        LoadOptions options,
        long operations,
        double seconds,
        Histogram latencies,
        Map<String, Double> numbers,
        @Nullable String failure) {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    static Row of(String workload, LoadOptions options, long operations, double seconds, Histogram latencies) {
        return new Row(workload, options, operations, seconds, latencies, Map.of(), null);
    }

    /** Returns a copy with an additional number; a number that is not finite is left out. */
    Row with(String name, double value) {
        if (!Double.isFinite(value)) {
            return this;
        }
        Map<String, Double> more = new LinkedHashMap<>(numbers);
        more.put(name, value);
        return new Row(workload, options, operations, seconds, latencies, more, failure);
    }

    Row failed(String reason) {
        return new Row(workload, options, operations, seconds, latencies, numbers, reason);
    }

    public boolean isFailed() {
        return failure != null;
    }

    /** Returns one line of text, for people to read. */
    public String line() {
        String what = String.format(
                Locale.ROOT,
                "%-12s %s %s→%s %d×%d×%d %d B",
                workload,
                options.endpoint().url().getScheme(),
                options.encoding(),
                options.peerEncoding(),
                options.callers(),
                options.callees(),
                options.inFlight(),
                options.payload());
        if (failure != null) {
            return what + "  FAILED: " + failure;
        }
        return String.format(
                        Locale.ROOT,
                        "%s  %,.0f op/s  p50 %.0f µs  p99 %.0f µs  max %.0f µs",
                        what,
                        operations / seconds,
                        micros(50),
                        micros(99),
                        latencies.getMaxValue() / 1e3)
                + numbers.entrySet().stream()
                        .map(number -> String.format(Locale.ROOT, "  %s %,.2f", number.getKey(), number.getValue()))
                        .collect(Collectors.joining());
    }

    /** Returns one JSON object, for programs to read. Latencies are in microseconds. */
    public String json() {
        JsonWriter json = new JsonWriter();
        boolean measured = failure == null;
        json.map(10 + (measured ? 3 + PERCENTILES.length + numbers.size() : 1));
        json.text("workload").text(workload);
        json.text("url").text(options.endpoint().url().toString());
        json.text("serializer").text(options.encoding().toString());
        json.text("peerSerializer").text(options.peerEncoding().toString());
        json.text("authentication").text(options.authentication().name().toLowerCase(Locale.ROOT));
        json.text("callers").integer(options.callers()).text("callees").integer(options.callees());
        json.text("inFlight").integer(options.inFlight()).text("payload").integer(options.payload());
        json.text("seconds");
        json.decimal(seconds);
        if (!measured) {
            json.text("failed").text(String.valueOf(failure));
        } else {
            json.text("operations").integer(operations).text("perSecond");
            json.decimal(operations / seconds);
            for (double percentile : PERCENTILES) {
                json.text(String.format(
                        Locale.ROOT, "p%s", Double.toString(percentile).replaceAll("\\.0$", "")));
                json.decimal(micros(percentile));
            }
            json.text("max");
            json.decimal(latencies.getMaxValue() / 1e3);
            numbers.forEach((name, value) -> {
                json.text(name);
                json.decimal(value);
            });
        }
        return new String(json.bytes().copy(), StandardCharsets.UTF_8);
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
