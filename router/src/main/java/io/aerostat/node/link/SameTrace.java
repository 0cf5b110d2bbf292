package io.aerostat.node.link;

import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import org.jspecify.annotations.Nullable;

/** Copies the trace context of a received message to the message by which a link forwards it. */
final class SameTrace implements Tracing {
    static final SameTrace TRACING = new SameTrace();

    private static final ThreadLocal<TraceContext> RECEIVED = new ThreadLocal<>();

    private SameTrace() {}

    @Override
    public TraceSpan start(Kind kind, String uri, @Nullable TraceContext parent) {
        boolean isReceived = kind == Kind.EVENT || kind == Kind.INVOCATION;
        return new Span(isReceived ? parent : RECEIVED.get());
    }

    private record Span(@Nullable TraceContext context) implements TraceSpan {
        @Override
        public void run(Runnable task) {
            @Nullable TraceContext before = RECEIVED.get();
            RECEIVED.set(context);
            try {
                task.run();
            } finally {
                RECEIVED.set(before);
            }
        }

        @Override
        public void end(@Nullable String error) {}
    }
}
