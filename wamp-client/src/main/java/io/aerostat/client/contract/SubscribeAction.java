package io.aerostat.client.contract;

import io.aerostat.client.contract.ContractMethod.OfSubscription;
import io.aerostat.client.contract.ResultType.Form;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscribes to a topic. Any thread. */
final class SubscribeAction implements ContractProxy.Action {
    private final OfSubscription topic;
    private final Session session;
    private final Duration deadline;

    SubscribeAction(OfSubscription topic, Session session, Duration deadline) {
        this.topic = topic;
        this.session = session;
        this.deadline = deadline;
    }

    @Override
    public Object run(@Nullable Object[] values) {
        if (topic.result().form() == Form.STREAM) {
            return (Flow.Publisher<Object>)
                    subscriber -> EventStream.begin(session, topic.filter(), this::value, subscriber);
        }
        @SuppressWarnings("unchecked") // the type of its events is the type parameter of the Consumer
        Consumer<@Nullable Object> listener = (Consumer<@Nullable Object>) Objects.requireNonNull(values[0]);
        WampFuture<Subscription> subscribed = session.subscribe(topic.filter(), event -> listener.accept(value(event)));
        return topic.result().form() == Form.FUTURE ? subscribed : subscribed.await(deadline);
    }

    private @Nullable Object value(Event event) {
        return topic.event() == Event.class ? event : ResultType.read(event.arguments(), topic.event());
    }
}
