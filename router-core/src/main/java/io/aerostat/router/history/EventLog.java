package io.aerostat.router.history;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The remembered events of one topic or pattern, in the order of their arrival (HIS-3). Any thread. */
public interface EventLog {
    /** Remembers an event, in place of the oldest if the log is full. Never blocks and never fails: what cannot be kept is lost. */
    void append(StoredEvent event);

    /** Asks for events. {@code visible} is what else an event must be, beside the query, before the limit is counted (HIS-4). */
    CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible);
}
