package io.aerostat.test.contract;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Requests the items of a publisher one by one, and collects them. Any thread. */
final class Collected<T> implements Flow.Subscriber<T> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final List<T> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<T>> items = new CompletableFuture<>();
    private volatile Flow.Subscription subscription;

    static <T> Collected<T> of(Flow.Publisher<T> publisher) {
        Collected<T> collected = new Collected<>();
        publisher.subscribe(collected);
        return collected;
    }

    /** Returns a future that completes with all items. */
    CompletableFuture<List<T>> items() {
        return items;
    }

    List<T> received() {
        return received;
    }

    void cancel() {
        subscription.cancel();
    }

    void awaitFirst() {
        await().atMost(DEADLINE).until(() -> !received.isEmpty());
    }

    void awaitSubscribed(SubmissionPublisher<?> source) {
        await().atMost(DEADLINE).until(source::hasSubscribers);
    }

    void awaitUnsubscribed(SubmissionPublisher<?> source) {
        await().atMost(DEADLINE).until(() -> !source.hasSubscribers());
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(T item) {
        received.add(item);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        items.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        items.complete(List.copyOf(received));
    }
}
