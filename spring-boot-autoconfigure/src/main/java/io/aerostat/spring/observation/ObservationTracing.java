package io.aerostat.spring.observation;

import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Observes calls, invocations, publications and events. If Micrometer makes spans of observations, the spans of sender
 * and receiver belong to one trace.
 */
public final class ObservationTracing implements Tracing {
    private static final String ERROR = "wamp.error";
    private static final String NO_ERROR = "none";
    private static final String OTHER_ERROR = "application";
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";
    private static final Pattern ERROR_URI = Pattern.compile("wamp\\.error\\.[a-z_]+(?=$|: )");

    private final ObservationRegistry registry;

    /** Creates the tracing for a registry. */
    public ObservationTracing(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public TraceSpan start(Kind kind, String uri, @Nullable TraceContext parent) {
        return start(kind, uri, KeyValues.empty(), parent);
    }

    @Override
    public TraceSpan start(Kind kind, String uri, String pattern, @Nullable TraceContext parent) {
        return start(kind, uri, KeyValues.of("wamp.pattern", pattern), parent);
    }

    /** @param bounded the tags that have few values in one application */
    private TraceSpan start(Kind kind, String uri, KeyValues bounded, @Nullable TraceContext parent) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        Map<String, String> headers = new ConcurrentHashMap<>();
        Observation observation =
                Observation.createNotStarted("wamp." + name, () -> context(kind, parent, headers), registry);
        if (observation.isNoop()) {
            return TraceSpan.NONE;
        }
        observation
                .contextualName(name + " " + uri)
                .highCardinalityKeyValue("wamp.uri", uri)
                .lowCardinalityKeyValues(bounded)
                .lowCardinalityKeyValue(ERROR, NO_ERROR)
                .start();
        return new Observed(observation, headers);
    }

    private static Observation.Context context(Kind kind, @Nullable TraceContext parent, Map<String, String> headers) {
        return switch (kind) {
            case CALL -> sender(io.micrometer.observation.transport.Kind.CLIENT, headers);
            case PUBLISH -> sender(io.micrometer.observation.transport.Kind.PRODUCER, headers);
            case INVOCATION -> receiver(io.micrometer.observation.transport.Kind.SERVER, parent);
            case EVENT -> receiver(io.micrometer.observation.transport.Kind.CONSUMER, parent);
            case ROUTE -> new Observation.Context();
        };
    }

    private static Observation.Context sender(
            io.micrometer.observation.transport.Kind kind, Map<String, String> headers) {
        SenderContext<Map<String, String>> context = new SenderContext<>(
                (carrier, key, value) -> {
                    if (carrier != null) {
                        carrier.put(key, value);
                    }
                },
                kind);
        context.setCarrier(headers);
        return context;
    }

    private static Observation.Context receiver(
            io.micrometer.observation.transport.Kind kind, @Nullable TraceContext parent) {
        ReceiverContext<Map<String, String>> context = new ReceiverContext<>((carrier, key) -> carrier.get(key), kind);
        context.setCarrier(parent == null ? Map.of() : headers(parent));
        return context;
    }

    private static Map<String, String> headers(TraceContext context) {
        String state = context.tracestate();
        return state == null
                ? Map.of(TRACEPARENT, context.traceparent())
                : Map.of(TRACEPARENT, context.traceparent(), TRACESTATE, state);
    }

    /**
     * Returns the URI at the beginning of an error's text if the URI begins with {@code wamp.error}. Peers can send any
     * number of other URIs, and each would create a meter of its own.
     */
    private static String errorUri(String error) {
        var matcher = ERROR_URI.matcher(error);
        return matcher.lookingAt() ? matcher.group() : OTHER_ERROR;
    }

    private record Observed(Observation observation, Map<String, String> headers) implements TraceSpan {
        @Override
        public @Nullable TraceContext context() {
            String traceparent = headers.get(TRACEPARENT);
            if (traceparent == null) {
                return null;
            }
            String state = headers.get(TRACESTATE);
            return TraceContext.read(
                    state == null
                            ? Map.of(TraceContext.TRACEPARENT, traceparent)
                            : Map.of(TraceContext.TRACEPARENT, traceparent, TraceContext.TRACESTATE, state));
        }

        @Override
        public void run(Runnable task) {
            observation.scoped(task);
        }

        @Override
        public void end(@Nullable String error) {
            if (error != null) {
                observation.lowCardinalityKeyValue(ERROR, errorUri(error)).error(new ObservedError(error));
            }
            observation.stop();
        }
    }

    /** Shows the text of an error to the handlers of observations. */
    static final class ObservedError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ObservedError(String message) {
            super(message, null, false, false);
        }
    }
}
