package io.aerostat.client.execution.order;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Buffers items for one subscriber until it requests them. Signals are sent one after the other on an executor.
 * {@link #offer} returns false when the buffer is full. Any thread; its lock guards the fields and is never held while
 * the subscriber is called.
 */
public final class BufferedPublisher<T> implements Flow.Publisher<T> {
    private final SerialExecutor signals;
    private final int capacity;
    private final Runnable onCancel;
    private final Queue<T> items = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private long demand;
    private boolean finished;
    private boolean over;
    private @Nullable Throwable failure;

    /** @param onCancel runs when the subscriber cancels */
    public BufferedPublisher(Executor executor, int capacity, Runnable onCancel) {
        this.signals = new SerialExecutor(executor);
        this.capacity = capacity;
        this.onCancel = onCancel;
    }

    /** Adds an item. Returns false, and adds nothing, if the buffer is full. */
    public boolean offer(T item) {
        synchronized (this) {
            if (finished || over) {
                return true;
            }
            if (items.size() >= capacity) {
                return false;
            }
            items.add(item);
        }
        signals.execute(this::deliver);
        return true;
    }

    /** Adds the last item even if the buffer is full; {@code onComplete} follows it. */
    public void finish(@Nullable T last) {
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            if (last != null && !over) {
                items.add(last);
            }
        }
        signals.execute(this::deliver);
    }

    /** Ends with {@code onError} after the buffered items. */
    public void fail(Throwable cause) {
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            failure = cause;
        }
        signals.execute(this::deliver);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> asked) {
        signals.execute(() -> begin(asked));
    }

    private void begin(Flow.Subscriber<? super T> asked) {
        boolean second;
        synchronized (this) {
            second = subscriber != null;
            if (!second) {
                subscriber = asked;
            }
        }
        if (second) {
            asked.onSubscribe(new Demand(false));
            asked.onError(new IllegalStateException("found a second subscriber (expected one)"));
            return;
        }
        asked.onSubscribe(new Demand(true));
        deliver();
    }

    /** Runs in the serial executor only, so signals never overlap. */
    private void deliver() {
        while (true) {
            Flow.Subscriber<? super T> to;
            T item;
            Throwable cause;
            synchronized (this) {
                to = subscriber;
                if (to == null || over) {
                    return;
                }
                if (items.isEmpty()) {
                    if (!finished) {
                        return;
                    }
                    over = true;
                    item = null;
                    cause = failure;
                } else if (demand > 0) {
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                    item = items.remove();
                    cause = null;
                } else {
                    return;
                }
            }
            if (item != null) {
                to.onNext(item);
            } else if (cause != null) {
                to.onError(cause);
                return;
            } else {
                to.onComplete();
                return;
            }
        }
    }

    private void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                items.clear();
                finished = true;
                failure = new IllegalArgumentException("request: found " + count + " (expected at least 1)");
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
        }
        signals.execute(this::deliver);
    }

    private void stop() {
        boolean first;
        synchronized (this) {
            first = !over && !finished;
            over = true;
            items.clear();
        }
        if (first) {
            onCancel.run();
        }
    }

    private final class Demand implements Flow.Subscription {
        private final boolean live;

        Demand(boolean live) {
            this.live = live;
        }

        @Override
        public void request(long count) {
            if (live) {
                BufferedPublisher.this.request(count);
            }
        }

        @Override
        public void cancel() {
            if (live) {
                stop();
            }
        }
    }
}
