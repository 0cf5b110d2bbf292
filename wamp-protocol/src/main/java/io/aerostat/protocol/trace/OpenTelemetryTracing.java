package io.aerostat.protocol.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans with OpenTelemetry. The API of OpenTelemetry is an optional dependency, so only {@link Tracing#installed}
 * may refer to this class.
 */
final class OpenTelemetryTracing implements Tracing {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    private final Tracer tracer;

    private OpenTelemetryTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    static Tracing installed() {
        // Asking for the global instance too early would prevent a later installation of an SDK.
        boolean isWanted = GlobalOpenTelemetry.isSet() || Boolean.getBoolean("otel.java.global-autoconfigure.enabled");
        return isWanted ? new OpenTelemetryTracing(GlobalOpenTelemetry.getTracer("io.aerostat")) : NONE;
    }

    @Override
    public TraceSpan start(Kind kind, String uri, @Nullable TraceContext parent) {
        Context context = parent == null ? Context.current() : received(parent);
        Span span = tracer.spanBuilder(kind.name().toLowerCase(Locale.ROOT) + " " + uri)
                .setParent(context)
                .setSpanKind(kind(kind))
                .setAttribute("messaging.system", "wamp")
                .setAttribute("wamp.uri", uri)
                .startSpan();
        return new Started(span, context.with(span));
    }

    private static SpanKind kind(Kind kind) {
        return switch (kind) {
            case CALL -> SpanKind.CLIENT;
            case INVOCATION -> SpanKind.SERVER;
            case PUBLISH -> SpanKind.PRODUCER;
            case EVENT -> SpanKind.CONSUMER;
            case ROUTE -> SpanKind.INTERNAL;
        };
    }

    private static Context received(TraceContext parent) {
        Map<String, String> headers = new HashMap<>();
        headers.put(PARENT, parent.traceparent());
        if (parent.tracestate() != null) {
            headers.put(STATE, parent.tracestate());
        }
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, Headers.INSTANCE);
    }

    private enum Headers implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    }

    private record Started(Span span, Context inside) implements TraceSpan {
        @Override
        public @Nullable TraceContext context() {
            Map<String, String> headers = new HashMap<>();
            W3CTraceContextPropagator.getInstance().inject(inside, headers, (into, key, value) -> {
                if (into != null) {
                    into.put(key, value);
                }
            });
            Map<String, Object> keys = new HashMap<>();
            headers.forEach((name, value) -> keys.put("_" + name, value));
            return TraceContext.read(keys);
        }

        @Override
        public void run(Runnable task) {
            try (Scope current = inside.makeCurrent()) {
                task.run();
            }
        }

        @Override
        public void end(@Nullable String error) {
            if (error != null) {
                span.setStatus(StatusCode.ERROR, error);
            }
            span.end();
        }
    }
}
