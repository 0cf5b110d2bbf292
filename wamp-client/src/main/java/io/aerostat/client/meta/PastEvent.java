package io.aerostat.client.meta;

import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.payload.PayloadValues;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the history (HIS-2).
 *
 * @param timestamp the time of the publication in ISO 8601, as sent by the router; empty if the router did not send it
 * @param subscription the subscription for which the event was stored; 0 if the router did not send it
 * @param publication the id of the publication; 0 if the router did not send it
 * @param details the details that were delivered, as JSON-like values
 * @param arguments the published arguments
 */
public record PastEvent(
        String timestamp,
        long subscription,
        long publication,
        Map<String, @Nullable Object> details,
        Arguments arguments) {
    private static final String CROSSBAR_TIME = "time_ns";

    /** Maps each key that Crossbar.io uses for the publisher to the key in the specification. */
    private static final Map<String, String> CROSSBAR_DETAILS = Map.of(
            "topic", "topic",
            "session_id", "publisher",
            "authid", "publisher_authid",
            "authrole", "publisher_authrole");

    /** Maps each key of nexus to the key in the specification. The keys of nexus are the names of its Go fields. */
    private static final Map<String, String> NEXUS_KEYS = Map.of(
            "Subscription", "subscription",
            "Publication", "publication",
            "Details", "details",
            "Arguments", "args",
            "ArgumentsKw", "kwargs");

    private record Raw(
            @Nullable String timestamp,
            @Nullable Long subscription,
            @Nullable Long publication,
            @Nullable Map<String, @Nullable Object> details,
            @Nullable List<@Nullable Object> args,
            @Nullable Map<String, @Nullable Object> kwargs) {}

    static PastEvent read(@Nullable Object event, ValueMapper mapper) {
        if (!(event instanceof Map<?, ?> dictionary)) {
            throw new ArgumentMismatch("the result: found no dictionary (expected an event)");
        }
        Raw raw = (Raw) ValueMapper.DEFAULT.fromWamp(withoutKeysOfNexus(dictionary), Raw.class, "event");
        List<@Nullable Object> args = raw.args == null ? List.of() : mapper.toWampList(raw.args);
        Map<String, @Nullable Object> kwargs = raw.kwargs == null ? Map.of() : mapper.toWampDictionary(raw.kwargs);
        boolean isOfCrossbar = isOfCrossbar(event);
        String timestamp = isOfCrossbar ? crossbarTime(dictionary) : raw.timestamp;
        Map<String, @Nullable Object> details = isOfCrossbar ? crossbarDetails(dictionary) : raw.details;
        return new PastEvent(
                timestamp == null ? "" : timestamp,
                raw.subscription == null ? 0 : raw.subscription,
                raw.publication == null ? 0 : raw.publication,
                details == null ? Map.of() : mapper.toWampDictionary(details),
                Arguments.of(new PayloadValues(args, kwargs), mapper));
    }

    private static Map<?, ?> withoutKeysOfNexus(Map<?, ?> event) {
        if (!event.containsKey("Publication")) {
            return event;
        }
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
        NEXUS_KEYS.forEach((theirs, ours) -> renamed.put(ours, event.get(theirs)));
        return renamed;
    }

    /** Checks whether a record of the history has the keys of Crossbar.io. */
    static boolean isOfCrossbar(@Nullable Object event) {
        return event instanceof Map<?, ?> dictionary && dictionary.containsKey(CROSSBAR_TIME);
    }

    private static @Nullable String crossbarTime(Map<?, ?> event) {
        return event.get(CROSSBAR_TIME) instanceof Long nanoseconds
                ? Instant.ofEpochSecond(0, nanoseconds).toString()
                : null;
    }

    private static Map<String, @Nullable Object> crossbarDetails(Map<?, ?> event) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        CROSSBAR_DETAILS.forEach((theirs, ours) -> {
            if (event.get(theirs) != null) {
                details.put(ours, event.get(theirs));
            }
        });
        return details;
    }
}
