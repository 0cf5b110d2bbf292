package io.aerostat.protocol.trace;

import org.jspecify.annotations.Nullable;

/** A span of a trace: a call, an invocation, a publication or an event. Any thread. */
public interface TraceSpan {
    /** The span of a program that is not traced. */
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

    /** Runs a task within the span. Spans that begin in the task are children of this span. */
    void run(Runnable task);

    /**
     * Ends the span.
     *
     * @param error the failure, such as the URI of an ERROR; null if there was none
     */
    void end(@Nullable String error);
}
