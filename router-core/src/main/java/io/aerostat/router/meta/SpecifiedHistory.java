package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Past events in the format of the specification: the events are the arguments of the result (HIS-1, HIS-2). */
final class SpecifiedHistory implements HistoryForm {
    @Override
    public EventQuery query(Arguments arguments) {
        return new EventQuery(
                arguments.flag(Arguments.NAMED, "reverse"),
                arguments.optionalCount(1, "limit"),
                arguments.optionalTime(Arguments.NAMED, "from_time"),
                arguments.optionalTime(Arguments.NAMED, "after_time"),
                arguments.optionalTime(Arguments.NAMED, "before_time"),
                arguments.optionalTime(Arguments.NAMED, "until_time"),
                arguments.optionalText(Arguments.NAMED, "topic"),
                arguments.optionalId(Arguments.NAMED, "from_publication"),
                arguments.optionalId(Arguments.NAMED, "after_publication"),
                arguments.optionalId(Arguments.NAMED, "before_publication"),
                arguments.optionalId(Arguments.NAMED, "until_publication"));
    }

    /** Returns the events as the arguments of the result (HIS-2, A-40). */
    @Override
    public PayloadValues answer(long subscription, ShownDetails shown, EventPage page) {
        List<@Nullable Object> events = new ArrayList<>(page.events().size());
        page.events().forEach(event -> events.add(dictionary(subscription, shown, event)));
        return new PayloadValues(events, Map.of("is_limit_reached", page.limitReached()));
    }

    private static Map<String, @Nullable Object> dictionary(long subscription, ShownDetails shown, StoredEvent event) {
        // Every serializer can read payloads of all serializations, so CBOR is only one possible choice.
        PayloadValues payload = Serializers.of(Serialization.CBOR).values(event.payload());
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        dictionary.put("timestamp", event.timestamp().toString());
        dictionary.put("subscription", subscription);
        dictionary.put("publication", event.publication());
        dictionary.put("details", shown.of(event.details()).toMap());
        if (!payload.args().isEmpty()) {
            dictionary.put("args", payload.args());
        }
        if (!payload.kwargs().isEmpty()) {
            dictionary.put("kwargs", payload.kwargs());
        }
        return dictionary;
    }
}
