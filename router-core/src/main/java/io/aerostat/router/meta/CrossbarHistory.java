package io.aerostat.router.meta;

import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Past events in the format of Crossbar.io: one list of records, newest first. */
final class CrossbarHistory implements HistoryForm {
    /** The number of events to return if the call sets no limit, as in Crossbar.io. */
    static final int DEFAULT_LIMIT = 10;

    private final String realm;

    CrossbarHistory(String realm) {
        this.realm = realm;
    }

    @Override
    public EventQuery query(Arguments arguments) {
        int limit = arguments.optionalCount(1, "limit");
        return EventQuery.newest(limit == 0 ? DEFAULT_LIMIT : limit);
    }

    /** Returns no keyword arguments, because they would change the type of the result in clients of Crossbar.io. */
    @Override
    public PayloadValues answer(long subscription, ShownDetails shown, EventPage page) {
        List<@Nullable Object> records = new ArrayList<>(page.events().size());
        page.events().forEach(event -> records.add(entry(event)));
        return Results.values(records);
    }

    private Map<String, @Nullable Object> entry(StoredEvent event) {
        PayloadValues payload = Serializers.of(Serialization.CBOR).values(event.payload());
        EventDetails details = event.details();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("time_ns", nanoseconds(event.timestamp()));
        entry.put("realm", realm);
        // PID-4: null if the publisher was not disclosed to the subscribers either.
        entry.put("session_id", details.publisher() == 0 ? null : (Object) details.publisher());
        entry.put("authid", details.publisherAuthid());
        entry.put("authrole", details.publisherAuthrole());
        entry.put("publication", event.publication());
        entry.put("topic", event.topic());
        entry.put("args", payload.args());
        entry.put("kwargs", payload.kwargs());
        return entry;
    }

    private static long nanoseconds(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
