package io.aerostat.command.request;

import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.protocol.option.CancelMode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Predicate;

/** Prints the progressive results of a call, one after the other, on a thread of the client. */
final class ProgressiveResults implements Flow.Subscriber<CallResult> {
    private final CallStream stream;
    private final Predicate<CallResult> printer;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private ProgressiveResults(CallStream stream, Predicate<CallResult> printer) {
        this.stream = stream;
        this.printer = printer;
    }

    /**
     * Returns the final result, after all progressive results have been printed.
     *
     * @param printer prints a result, and returns whether the output can be written; if not, the call is canceled
     */
    static CallResult print(CallStream stream, Predicate<CallResult> printer, Duration limit)
            throws CommandFailure, InterruptedException {
        ProgressiveResults results = new ProgressiveResults(stream, printer);
        stream.subscribe(results);
        CallResult last = RouterSession.result(stream.result(), limit);
        results.over.exceptionally(failure -> null).join();
        return last;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(CallResult result) {
        if (result.progressive() && !printer.test(result)) {
            stream.cancel(CancelMode.KILLNOWAIT);
        }
    }

    @Override
    public void onError(Throwable failure) {
        over.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        over.complete(null);
    }
}
