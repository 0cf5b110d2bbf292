package io.aerostat.bench.load;

import io.aerostat.bench.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run.
 *
 * @param cpuMicros CPU time of the router while it was measured, or NaN
 * @param residentBytes memory of the router after it, or -1
 * @param failure why the numbers mean nothing, or null
 */
public record Row(
        String workload,
        Settings settings,
        long operations,
        double seconds,
        Histogram latencies,
        double cpuMicros,
        long residentBytes,
        @Nullable String failure) {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    Row failed(String reason) {
        return new Row(workload, settings, operations, seconds, latencies, cpuMicros, residentBytes, reason);
    }

    public boolean isFailed() {
        return failure != null;
    }

    /** One line for people. */
    public String line() {
        String what = String.format(
                Locale.ROOT,
                "%-8s %s %s→%s %d×%d×%d %d B",
                workload,
                settings.endpoint().url().getScheme(),
                settings.encoding(),
                settings.peerEncoding(),
                settings.callers(),
                settings.callees(),
                settings.inFlight(),
                settings.payload());
        if (failure != null) {
            return what + "  FAILED: " + failure;
        }
        return String.format(
                Locale.ROOT,
                "%s  %,.0f op/s  p50 %.0f µs  p99 %.0f µs  max %.0f µs%s",
                what,
                operations / seconds,
                micros(50),
                micros(99),
                latencies.getMaxValue() / 1e3,
                Double.isNaN(cpuMicros)
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  router %.2f CPU µs/op, %d MiB",
                                cpuMicros / operations,
                                residentBytes >> 20));
    }

    /** One JSON object for programs. */
    public String json() {
        JsonWriter json = new JsonWriter();
        boolean measured = failure == null;
        boolean cpu = measured && !Double.isNaN(cpuMicros);
        json.map(9 + (measured ? 3 + PERCENTILES.length : 1) + (cpu ? 2 : 0));
        json.text("workload").text(workload);
        json.text("url").text(settings.endpoint().url().toString());
        json.text("serializer").text(settings.encoding().toString());
        json.text("peerSerializer").text(settings.peerEncoding().toString());
        json.text("authentication").text(settings.authentication().name().toLowerCase(Locale.ROOT));
        json.text("callers").integer(settings.callers()).text("callees").integer(settings.callees());
        json.text("inFlight").integer(settings.inFlight()).text("payload").integer(settings.payload());
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
        }
        if (cpu) {
            json.text("cpuMicrosPerOperation");
            json.decimal(cpuMicros / operations);
            json.text("residentBytes").integer(residentBytes);
        }
        return new String(json.bytes().copy(), StandardCharsets.UTF_8);
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
