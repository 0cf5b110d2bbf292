package io.aerostat.protocol.trace;

import org.jspecify.annotations.Nullable;

/** A part of a trace that has begun: a call, an invocation, a publication or an event. Any thread. */
public interface TraceSpan {
    /** The span of a program without tracing. */
    TraceSpan NONE = new TraceSpan() {
        @Override
        public @Nullable TraceContext context() {
            return null;
        }

        @Override
        public void run(Runnable task) {
            task.run();
        }

        @Override
        public void end(@Nullable String error) {}
    };

    /** Returns the trace context to send with the message; null if there is none. */
    @Nullable
    TraceContext context();

    /** Runs a task within the span, so that spans that the task begins are its children. */
    void run(Runnable task);

    /**
     * Ends the span.
     *
     * @param error what went wrong, such as the URI of an ERROR; null if nothing did
     */
    void end(@Nullable String error);
}
