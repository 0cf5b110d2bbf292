package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Payload;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call and its state. The state that {@link Calls} keeps in it is confined to the connection's executor; the future
 * may be used on any thread.
 */
public final class ActiveCall extends CallHandle {
    public final String procedure;
    final CallOptions options;
    /** Publishes the results of a call that was made as a stream. */
    public final @Nullable BufferedPublisher<CallResult> results;

    /** The first arguments; null once they are sent. */
    @Nullable
    Payload payload;
    /** The request id; 0 until the call is sent. */
    long request;

    boolean openForInput;
    /** Whether CANCEL was sent. */
    boolean canceled;
    /** The timer of a timeout that the router does not keep. */
    @Nullable
    ScheduledFuture<?> timer;

    private final SessionRequests session;

    public ActiveCall(
            SessionRequests session,
            String procedure,
            CallOptions options,
            Payload payload,
            @Nullable BufferedPublisher<CallResult> results) {
        this.session = session;
        this.procedure = procedure;
        this.options = options;
        this.payload = payload;
        this.results = results;
        this.openForInput = options.progress();
    }

    @Override
    public void cancel(CancelMode mode) {
        session.cancel(this, mode);
    }
}
