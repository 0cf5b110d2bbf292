package io.aerostat.client.contract;

import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.StageFailure;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Delivers the events of a topic to one subscriber of a {@link Flow.Publisher}. Any thread. */
final class EventStream {
    /** The number of events that may wait for the subscriber; one more ends the subscription. */
    private static final int CAPACITY = 1024;

    private final Function<Event, @Nullable Object> conversion;
    private final BufferedPublisher<Object> events;
    private final WampFuture<Subscription> subscribed;

    private EventStream(Session session, TopicFilter filter, Function<Event, @Nullable Object> conversion) {
        this.conversion = conversion;
        this.events = new BufferedPublisher<>(Runnable::run, CAPACITY, this::unsubscribe);
        this.subscribed = session.subscribe(filter, this::add);
    }

    static void begin(
            Session session,
            TopicFilter filter,
            Function<Event, @Nullable Object> conversion,
            Flow.Subscriber<? super Object> subscriber) {
        EventStream stream = new EventStream(session, filter, conversion);
        stream.events.subscribe(subscriber);
        stream.subscribed.whenComplete((subscription, failure) -> {
            if (failure != null) {
                stream.fail(failure);
            } else {
                subscription.ended().whenComplete((reason, lost) -> stream.end(lost));
            }
        });
    }

    private void add(Event event) {
        Object value = conversion.apply(event);
        if (value != null && !events.offer(value)) {
            events.fail(new RequestRejected("too many events wait for a subscriber"));
            unsubscribe();
        }
    }

    private void end(@Nullable Throwable lost) {
        if (lost == null) {
            events.finish(null);
        } else {
            fail(lost);
        }
    }

    private void fail(Throwable failure) {
        events.fail(StageFailure.cause(failure));
    }

    private void unsubscribe() {
        subscribed.thenAccept(Subscription::unsubscribe);
    }
}
