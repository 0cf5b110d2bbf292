package io.aerostat.client.contract;

import io.aerostat.client.contract.ContractMethod.OfProcedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.WampFuture.AwaitInterrupted;
import io.aerostat.client.execution.WampFuture.AwaitTimeout;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.StageFailure;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Calls a procedure. Any thread. */
final class CallAction implements ContractProxy.Action {
    private final OfProcedure procedure;
    private final Sending sending;
    private final Session session;
    private final Duration deadline;

    CallAction(OfProcedure procedure, Session session, Duration deadline) {
        this.procedure = procedure;
        this.sending = Sending.of(procedure.method());
        this.session = session;
        this.deadline = deadline;
    }

    @Override
    public @Nullable Object run(@Nullable Object[] values) throws Throwable {
        Call call = Call.of(procedure.uri()).args(sending.args(values)).kwargs(sending.kwargs(values));
        return switch (procedure.result().form()) {
            case VALUE -> value(call);
            case FUTURE -> future(call);
            case STREAM ->
                (Flow.Publisher<Object>) subscriber -> ResultStream.begin(session, call, procedure, subscriber);
        };
    }

    private @Nullable Object value(Call call) throws Throwable {
        CallHandle handle = session.call(call);
        try {
            return procedure.result().read(handle.await(deadline).arguments());
        } catch (AwaitTimeout | AwaitInterrupted e) {
            handle.cancel(true);
            throw e;
        } catch (ApplicationError e) {
            throw procedure.thrown(e);
        }
    }

    private WampFuture<Object> future(Call call) {
        CallHandle handle = session.call(call);
        CallFuture future = new CallFuture(handle);
        handle.whenComplete((result, failure) -> {
            if (failure != null) {
                future.completeExceptionally(thrown(failure));
                return;
            }
            try {
                future.complete(procedure.result().read(result.arguments()));
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private Throwable thrown(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof ApplicationError error ? procedure.thrown(error) : cause;
    }

    /** The future of a call's result; canceling the future cancels the call. */
    private static final class CallFuture extends WampFuture<@Nullable Object> {
        private final CallHandle call;

        CallFuture(CallHandle call) {
            this.call = call;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean canceled = super.cancel(mayInterruptIfRunning);
            if (canceled) {
                call.cancel(true);
            }
            return canceled;
        }
    }
}
