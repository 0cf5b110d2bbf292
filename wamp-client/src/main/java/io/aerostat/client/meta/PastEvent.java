package io.aerostat.client.meta;

import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the history (HIS-2).
 *
 * @param timestamp ISO 8601, as the router tells it; empty if it does not
 * @param subscription that it was stored for, 0 if the router does not tell
 * @param publication its id, 0 if the router does not tell
 * @param details as they were delivered, as JSON-like values
 * @param arguments what was published
 */
public record PastEvent(
        String timestamp,
        long subscription,
        long publication,
        Map<String, @Nullable Object> details,
        Arguments arguments) {
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
        Raw raw = (Raw) mapper.fromWamp(dictionary, Raw.class, "event");
        List<@Nullable Object> args = raw.args == null ? List.of() : mapper.toWampList(raw.args);
        Map<String, @Nullable Object> kwargs = raw.kwargs == null ? Map.of() : mapper.toWampDictionary(raw.kwargs);
        return new PastEvent(
                raw.timestamp == null ? "" : raw.timestamp,
                raw.subscription == null ? 0 : raw.subscription,
                raw.publication == null ? 0 : raw.publication,
                raw.details == null ? Map.of() : mapper.toWampDictionary(raw.details),
                Arguments.of(new PayloadValues(args, kwargs), mapper));
    }
}
