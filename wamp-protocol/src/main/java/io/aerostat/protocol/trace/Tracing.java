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
        /** The way of a message through the router. */
        ROUTE
    }

    /** Makes no spans. */
    Tracing NONE = (kind, uri, parent) -> TraceSpan.NONE;

    /**
     * Begins a span.
     *
     * @param uri the procedure or topic
     * @param parent the context that came with the message; null for the span that is current on this thread
     */
    TraceSpan start(Kind kind, String uri, @Nullable TraceContext parent);

    /**
     * Returns the tracing of this process: that of OpenTelemetry if its API is on the class path and an SDK has been
     * installed globally, as its agent and its autoconfiguration do, or {@link #NONE}.
     */
    static Tracing installed() {
        try {
            return OpenTelemetryTracing.installed();
        } catch (LinkageError e) {
            return NONE; // The API is not there, or too old.
        }
    }
}
