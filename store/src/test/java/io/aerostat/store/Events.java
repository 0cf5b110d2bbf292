package io.aerostat.store;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.history.TopicSelection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events for tests. */
final class Events {
    static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private Events() {}

    /** Returns an event that was published this number of seconds after the start. */
    static StoredEvent event(long number) {
        return event(number, "com.app.log", Audience.EVERYONE);
    }

    /** Returns a retained event for all sessions, with its number as its place. */
    static RetainedRecord retained(long number, String topic) {
        return new RetainedRecord(event(number, topic, Audience.EVERYONE), 7, "joe", "user", true, null, number);
    }

    /** Reads the place of the newest retained event of each topic. */
    static Map<String, Long> places(RetainedLog log) {
        Map<String, Long> found = new HashMap<>();
        try (RetainedTopics topics =
                log.snapshot(TopicSelection.ALL, () -> {}).toCompletableFuture().join()) {
            List<RetainedTopics.Topic> page =
                    topics.next().toCompletableFuture().join();
            while (!page.isEmpty()) {
                page.forEach(
                        topic -> found.put(topic.name(), topic.events().get(0).place()));
                page = topics.next().toCompletableFuture().join();
            }
        }
        return found;
    }

    static StoredEvent event(long number, String topic, Audience audience) {
        byte[] args = ("[" + number + "]").getBytes(StandardCharsets.UTF_8);
        return new StoredEvent(
                START.plusSeconds(number),
                1000 + number,
                topic,
                EventDetails.NONE,
                audience,
                Payload.validated(Serialization.JSON, args, 0, args.length, 1));
    }
}
