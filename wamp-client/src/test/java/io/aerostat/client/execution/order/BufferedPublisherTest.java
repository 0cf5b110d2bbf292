package io.aerostat.client.execution.order;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferedPublisherTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger cancels = new AtomicInteger();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private static final class Recorder implements Flow.Subscriber<Integer> {
        final List<String> signals = new CopyOnWriteArrayList<>();
        private final long atOnce;
        volatile Flow.@Nullable Subscription subscription;

        Recorder(long atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (atOnce > 0) {
                given.request(atOnce);
            }
        }

        @Override
        public void onNext(Integer item) {
            signals.add(item.toString());
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }

        void request(long count) {
            Flow.Subscription present = subscription;
            if (present != null) {
                present.request(count);
            }
        }

        void cancel() {
            Flow.Subscription present = subscription;
            if (present != null) {
                present.cancel();
            }
        }
    }

    private BufferedPublisher<Integer> publisher(int capacity) {
        return new BufferedPublisher<>(executor, capacity, cancels::incrementAndGet);
    }

    @Test
    void deliversOnlyRequestedItems() {
        BufferedPublisher<Integer> publisher = publisher(10);
        Recorder recorder = new Recorder(0);
        publisher.subscribe(recorder);
        publisher.offer(1);
        publisher.offer(2);
        publisher.finish(3);
        await().atMost(DEADLINE).until(() -> recorder.subscription != null);
        assertThat(recorder.signals).isEmpty();

        recorder.request(2);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(recorder.signals).containsExactly("1", "2"));
        recorder.request(1);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(recorder.signals).containsExactly("1", "2", "3", "complete"));
    }

    @Test
    void keepsItemsForALateSubscriberUpToItsBound() {
        BufferedPublisher<Integer> publisher = publisher(2);
        assertThat(publisher.offer(1)).isTrue();
        assertThat(publisher.offer(2)).isTrue();
        assertThat(publisher.offer(3)).isFalse();
        publisher.fail(new IllegalStateException("too many"));
        Recorder recorder = new Recorder(Long.MAX_VALUE);
        publisher.subscribe(recorder);

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(recorder.signals).containsExactly("1", "2", "error too many"));
    }

    @Test
    void deliversManyInOrder() {
        BufferedPublisher<Integer> publisher = publisher(Integer.MAX_VALUE);
        Recorder recorder = new Recorder(Long.MAX_VALUE);
        publisher.subscribe(recorder);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            publisher.offer(i);
            expected.add(Integer.toString(i));
        }
        publisher.finish(null);
        expected.add("complete");

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(recorder.signals).isEqualTo(expected));
    }

    @Test
    void reportsTheCancellationOfTheSubscriber() {
        BufferedPublisher<Integer> publisher = publisher(10);
        Recorder recorder = new Recorder(1);
        publisher.subscribe(recorder);
        publisher.offer(1);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(recorder.signals).containsExactly("1"));
        recorder.cancel();
        recorder.cancel();

        assertThat(cancels).hasValue(1);
        assertThat(publisher.offer(2)).isTrue();
        publisher.finish(3);
        assertThat(recorder.signals).containsExactly("1");
    }

    @Test
    void takesOneSubscriberOnly() {
        BufferedPublisher<Integer> publisher = publisher(10);
        publisher.subscribe(new Recorder(1));
        Recorder second = new Recorder(1);
        publisher.subscribe(second);

        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(second.signals).hasSize(1).first().asString().startsWith("error"));
    }

    @Test
    void refusesToBeAskedForNothing() {
        BufferedPublisher<Integer> publisher = publisher(10);
        Recorder recorder = new Recorder(0);
        publisher.subscribe(recorder);
        await().atMost(DEADLINE).until(() -> recorder.subscription != null);
        recorder.request(0);

        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(recorder.signals).containsExactly("error request: found 0 (expected at least 1)"));
    }
}
