package io.aerostat.test.contract;

import java.util.concurrent.Flow;

/** Publishes the numbers from 1 to the last one, as they are requested. */
record Counting(int last) implements Flow.Publisher<Integer> {
    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private int next = 1;

            @Override
            public void request(long count) {
                for (long i = 0; i < count && next <= last; i++) {
                    subscriber.onNext(next++);
                    if (next == last + 1) {
                        next++;
                        subscriber.onComplete();
                    }
                }
            }

            @Override
            public void cancel() {
                next = last + 2;
            }
        });
    }
}
