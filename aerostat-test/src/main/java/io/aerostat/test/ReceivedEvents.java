package io.aerostat.test;

import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;

/** The events of a subscription, for which a test waits. Any thread. */
public final class ReceivedEvents {
    private final Arrivals<Event> events;

    private ReceivedEvents(Arrivals<Event> events) {
        this.events = events;
    }

    /**
     * Subscribes to a topic. The subscription receives every event that is published after this method has returned.
     */
    public static ReceivedEvents of(Session session, String topic) {
        return of(session, TopicFilter.of(topic));
    }

    /** Subscribes to a topic, or to all topics that match a pattern. */
    public static ReceivedEvents of(Session session, TopicFilter filter) {
        Arrivals<Event> events = new Arrivals<>(session, "events of " + filter.topic());
        session.subscribe(filter, events::add).await(Arrivals.DEADLINE);
        return new ReceivedEvents(events);
    }

    /**
     * Waits at most five seconds for the next event.
     *
     * @throws NotReceived if no event has arrived in time
     */
    public Event next() {
        return events.next(Arrivals.DEADLINE);
    }

    /** Does the same as {@link #next()}, but waits at most for this time. */
    public Event next(Duration deadline) {
        return events.next(deadline);
    }

    /**
     * Waits for the next {@code count} events, at most five seconds for all of them together.
     *
     * @throws NotReceived if fewer events have arrived in time
     */
    public List<Event> next(int count) {
        return events.next(count, Arrivals.DEADLINE);
    }

    /** Returns the events that have arrived and that the test has not taken yet, without waiting. */
    public List<Event> drain() {
        return events.drain();
    }
}
