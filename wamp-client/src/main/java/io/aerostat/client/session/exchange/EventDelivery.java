package io.aerostat.client.session.exchange;

import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.execution.order.Lane;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publisher;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to their handlers, one after the other (ORD-1). While handlers are slow, the client still reads from
 * the connection, because a handler may wait for an answer. Events that do not fit into the queue are dropped and
 * counted. Called on the connection's executor; handlers run on the client's executor.
 */
public final class EventDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    private final PayloadCodec payloads;
    private final Tracing tracing;
    private final Lane lane;
    private final AtomicLong dropped;

    /** @param dropped counts deliveries that never reached their handler */
    public EventDelivery(PayloadCodec payloads, ClientSessionOptions settings, AtomicLong dropped) {
        this.payloads = payloads;
        this.tracing = settings.tracing();
        this.lane = Lane.ofHandlers(settings.executor(), 1, settings.maxQueued());
        this.dropped = dropped;
    }

    void deliver(io.aerostat.protocol.message.Event message, List<ActiveSubscription> subscriptions) {
        Arguments arguments =
                payloads.decode(message.payload(), message.details().passthru());
        for (ActiveSubscription subscription : subscriptions) {
            EventDetails details = message.details();
            if (details.retained() && !subscription.filter().retained()) {
                continue; // only another handler of this subscription requested the retained event
            }
            Event event = event(message, arguments, subscription);
            TraceContext trace = details.passthru().trace();
            Runnable handling =
                    trace == null ? () -> handle(subscription, event) : () -> handle(subscription, event, trace);
            if (!lane.offer(handling)) {
                drop(subscription, "handlers are too slow");
            }
        }
    }

    private static Event event(
            io.aerostat.protocol.message.Event message, Arguments arguments, ActiveSubscription subscription) {
        EventDetails details = message.details();
        String topic = details.topic();
        return new Event(
                arguments,
                topic == null ? subscription.filter().topic() : topic,
                message.publication(),
                details.publisher() == 0
                        ? Optional.empty()
                        : Optional.of(new Publisher(
                                details.publisher(),
                                Optional.ofNullable(details.publisherAuthid()),
                                Optional.ofNullable(details.publisherAuthrole()))),
                details.trustlevel() < 0 ? OptionalLong.empty() : OptionalLong.of(details.trustlevel()),
                details.retained(),
                details.passthru().forwardFor());
    }

    /** Runs the handler within a span of the trace that the event belongs to. */
    private void handle(ActiveSubscription subscription, Event event, TraceContext trace) {
        TraceSpan span = tracing.start(
                Tracing.Kind.EVENT, event.topic(), subscription.filter().topic(), trace);
        try {
            span.run(() -> handle(subscription, event));
        } finally {
            span.end(null);
        }
    }

    private void handle(ActiveSubscription subscription, Event event) {
        if (!subscription.active) {
            return; // the subscription ended while the event was queued
        }
        try {
            event.arguments().args(); // decrypts the event, which may fail
        } catch (UnreadablePayload e) {
            drop(subscription, String.valueOf(e.getMessage())); // PPT-6
            return;
        }
        try {
            subscription.handler.handle(event);
        } catch (Exception e) {
            LOG.warn("handler of topic {} failed", event.topic(), e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Counts a dropped delivery, and logs drops number 1, 2, 4, 8 and so on. */
    private void drop(ActiveSubscription subscription, String why) {
        long count = dropped.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "events dropped: {}, the last of topic {}: {}",
                    count,
                    subscription.filter().topic(),
                    why);
        }
    }
}
