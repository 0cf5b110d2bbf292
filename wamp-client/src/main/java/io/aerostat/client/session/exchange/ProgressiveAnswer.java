package io.aerostat.client.session.exchange;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.protocol.error.ErrorUris;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Sends the items of a publisher as progressive results (PCR-3), and requests the next item when the transport has
 * taken the previous one. Completes with an empty final result after the last item. Called on the threads of the
 * publisher.
 */
final class ProgressiveAnswer extends CompletableFuture<@Nullable Object> implements Flow.Subscriber<Object> {
    private final Invocation invocation;
    private volatile Flow.@Nullable Subscription subscription;

    private ProgressiveAnswer(Invocation invocation) {
        this.invocation = invocation;
    }

    static CompletableFuture<@Nullable Object> of(Flow.Publisher<?> publisher, Invocation invocation) {
        if (!invocation.wantsProgress()) {
            return CompletableFuture.failedFuture(new ApplicationError(
                    ErrorUris.INVALID_ARGUMENT,
                    "found a call without receive_progress (expected receive_progress, because the procedure has"
                            + " progressive results)"));
        }
        ProgressiveAnswer answer = new ProgressiveAnswer(invocation);
        publisher.subscribe(answer);
        return answer;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        invocation.onCancel(given::cancel);
        given.request(1);
    }

    @Override
    public void onNext(Object item) {
        try {
            invocation.progress(item).whenComplete((sent, failure) -> {
                if (failure == null) {
                    requestNext();
                } else {
                    stop(failure);
                }
            });
        } catch (RuntimeException e) {
            stop(e); // the item cannot be sent
        }
    }

    private void requestNext() {
        Flow.Subscription present = subscription;
        if (present != null && !isDone()) {
            present.request(1);
        }
    }

    private void stop(Throwable failure) {
        Flow.Subscription present = subscription;
        if (present != null) {
            present.cancel();
        }
        completeExceptionally(failure);
    }

    @Override
    public void onError(Throwable failure) {
        completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete(null);
    }
}
