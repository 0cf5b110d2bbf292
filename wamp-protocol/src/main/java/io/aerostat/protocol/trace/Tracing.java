package io.aerostat.protocol.trace;

import org.jspecify.annotations.Nullable;

/** Begins the spans of client and router. Any thread. */
public interface Tracing {
    /** The kind of a span. */
    enum Kind {
        CALL,
        INVOCATION,
        PUBLISH,
        EVENT,
        /** The handling of a message in the router. */
        ROUTE
    }

    /** Tracing that makes no spans. */
    Tracing NONE = (kind, uri, parent) -> TraceSpan.NONE;

    /**
     * Begins a span.
     *
     * @param uri the procedure or topic
     * @param parent the context in the received message; null to use the current span of this thread
     */
    TraceSpan start(Kind kind, String uri, @Nullable TraceContext parent);

    /**
     * Begins the span of a handler.
     *
     * @param uri the procedure or topic
     * @param pattern the URI or pattern that the handler is registered or subscribed with; a program has only a few of
     *     them
     * @param parent the context in the received message; null to use the current span of this thread
     */
    default TraceSpan start(Kind kind, String uri, String pattern, @Nullable TraceContext parent) {
        return start(kind, uri, parent);
    }

    /**
     * Returns the tracing of this process. The tracing uses OpenTelemetry if its API is on the class path and an SDK is
     * installed globally, as OpenTelemetry's agent and autoconfiguration do; otherwise returns {@link #NONE}.
     */
    static Tracing installed() {
        try {
            return OpenTelemetryTracing.installed();
        } catch (LinkageError e) {
            return NONE; // The API is missing or too old.
        }
    }
}
