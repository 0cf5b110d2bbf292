package io.aerostat.client.contract;

import io.aerostat.client.contract.ContractMethod.OfProcedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.CancelMode;
import java.util.concurrent.Flow;

/**
 * Converts the results of one call for one subscriber. An empty final result ends the stream without another item.
 * Called on the client's executor.
 */
final class ResultStream implements Flow.Subscriber<CallResult> {
    /** The number of results that may wait for the subscriber. */
    private static final int CAPACITY = 1024;

    private final OfProcedure procedure;
    private final CallStream call;
    private final BufferedPublisher<Object> results;

    private ResultStream(OfProcedure procedure, CallStream call) {
        this.procedure = procedure;
        this.call = call;
        this.results = new BufferedPublisher<>(Runnable::run, CAPACITY, () -> call.cancel(CancelMode.KILLNOWAIT));
    }

    static void begin(Session session, Call call, OfProcedure procedure, Flow.Subscriber<? super Object> subscriber) {
        ResultStream stream = new ResultStream(procedure, session.stream(call));
        stream.results.subscribe(subscriber);
        stream.call.subscribe(stream);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(CallResult result) {
        if (!result.progressive() && result.arguments().isEmpty()) {
            return;
        }
        try {
            Object value = procedure.result().read(result.arguments());
            if (value != null && !results.offer(value)) {
                fail(new RequestRejected("too many results wait for a subscriber"));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException failure) {
        results.fail(failure);
        call.cancel(CancelMode.KILLNOWAIT);
    }

    @Override
    public void onError(Throwable failure) {
        results.fail(failure instanceof ApplicationError error ? procedure.thrown(error) : failure);
    }

    @Override
    public void onComplete() {
        results.finish(null);
    }
}
