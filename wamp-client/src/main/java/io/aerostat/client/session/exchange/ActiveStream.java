package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.protocol.option.CancelMode;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call as a stream. Any thread. */
public final class ActiveStream implements CallStream {
    private final SessionRequests session;
    private final ActiveCall call;
    private final BufferedPublisher<CallResult> results;
    private final AtomicBoolean openForInput;

    public ActiveStream(SessionRequests session, ActiveCall call, BufferedPublisher<CallResult> results) {
        this.session = session;
        this.call = call;
        this.results = results;
        this.openForInput = new AtomicBoolean(call.options.progress());
    }

    @Override
    public void subscribe(Flow.Subscriber<? super CallResult> subscriber) {
        results.subscribe(subscriber);
    }

    @Override
    public WampFuture<CallResult> result() {
        return call;
    }

    @Override
    public CompletionStage<Void> send(@Nullable Object... args) {
        if (!openForInput.get()) {
            throw closed();
        }
        return session.sendMore(call, Arrays.asList(args), false);
    }

    @Override
    public CompletionStage<Void> finish(@Nullable Object... args) {
        if (!openForInput.compareAndSet(true, false)) {
            throw closed();
        }
        return session.sendMore(call, Arrays.asList(args), true);
    }

    @Override
    public void cancel(CancelMode mode) {
        call.cancel(mode);
    }

    private IllegalStateException closed() {
        return new IllegalStateException(
                "call of " + call.procedure + ": found more input after the last (expected none)");
    }
}
