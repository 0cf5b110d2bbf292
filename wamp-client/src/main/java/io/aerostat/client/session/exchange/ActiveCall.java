package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call, and the state of the call, which {@link Calls} changes. The state is confined to the
 * connection's executor; the future may be used on any thread.
 */
public final class ActiveCall extends CallHandle {
    public final String procedure;
    final CallOptions options;
    /** Publishes the results of a call that was made as a stream. */
    public final @Nullable BufferedPublisher<CallResult> results;

    /** The payload of the first CALL; null once this CALL is sent. */
    @Nullable
    Payload payload;
    /** The request id; 0 until the call is sent. */
    long request;

    boolean openForInput;
    /** Whether CANCEL was sent. */
    boolean canceled;
    /** The timer for the timeout of the call, if this client monitors it, or for the answer to CANCEL. */
    @Nullable
    ScheduledFuture<?> timer;

    private final SessionRequests session;

    /** @param tracing begins the span of the call; the span ends when the call ends */
    public ActiveCall(
            SessionRequests session,
            String procedure,
            CallOptions options,
            Payload payload,
            @Nullable BufferedPublisher<CallResult> results,
            Tracing tracing) {
        this.session = session;
        this.procedure = procedure;
        TraceSpan span = tracing.start(Tracing.Kind.CALL, procedure, null);
        this.options = span == TraceSpan.NONE ? options : options.with(span.context());
        this.payload = payload;
        this.results = results;
        this.openForInput = options.progress();
        if (span != TraceSpan.NONE) {
            whenComplete((result, failure) -> span.end(failure == null ? null : String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public void cancel(CancelMode mode) {
        session.cancel(this, mode);
    }
}
