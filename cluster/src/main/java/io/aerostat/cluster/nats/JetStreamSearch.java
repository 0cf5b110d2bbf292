package io.aerostat.cluster.nats;

import io.aerostat.cluster.nats.JetStreamReader.Numbered;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.StoredEvent;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the events of a stream that one query asks for; reads the stream in parts. Each query has its own search. Used
 * on the reader's thread only.
 */
final class JetStreamSearch {
    /** The number of events that are read at once. */
    private static final int PART = 100;
    /**
     * The largest total size of the events in one answer, in bytes. A client gets the other events by further queries.
     */
    private static final long MOST_BYTES = 4L << 20;

    private final JetStreamReader reader;
    private final StreamName name;
    private final int limit;
    private final EventQuery query;
    private long first;
    private long last;

    /** @param limit the number of events that the log may have */
    JetStreamSearch(JetStreamReader reader, StreamName name, int limit, EventQuery query) {
        this.reader = reader;
        this.name = name;
        this.limit = limit;
        this.query = query;
    }

    EventPage run(Predicate<StoredEvent> visible) throws IOException, JetStreamApiException, InterruptedException {
        StreamState state = reader.state(name);
        if (state == null || state.getMsgCount() == 0) {
            return EventPage.EMPTY;
        }
        last = state.getLastSequence();
        first = Math.max(state.getFirstSequence(), last - limit + 1);
        limitByPublications();
        List<StoredEvent> found = new ArrayList<>();
        // If the confirmation of an event is lost for a long time, the event is sent again after the servers have
        // forgotten it. The stream then holds the event twice.
        Set<Long> seen = new HashSet<>();
        long bytes = 0;
        while (first <= last) {
            for (Numbered each : next()) {
                if (query.isWanted(each.event())
                        && visible.test(each.event())
                        && seen.add(each.event().publication())) {
                    bytes += each.bytes();
                    if ((query.limit() != 0 && found.size() == query.limit()) || bytes > MOST_BYTES) {
                        return new EventPage(found, true);
                    }
                    found.add(each.event());
                }
            }
        }
        return new EventPage(found, false);
    }

    /** Reads the next part in the order of the query, and moves the bounds of the search past this part. */
    private List<Numbered> next() throws IOException, JetStreamApiException, InterruptedException {
        if (query.reverse()) {
            List<Numbered> part = newest(last);
            last -= PART;
            return part;
        }
        List<Numbered> part = reader.events(name, first, Math.min(last, first + PART - 1));
        first += PART;
        return part;
    }

    /** Returns the part of the events that ends at this number, newest first. */
    private List<Numbered> newest(long end) throws IOException, JetStreamApiException, InterruptedException {
        List<Numbered> part = reader.events(name, Math.max(first, end - PART + 1), end);
        Collections.reverse(part);
        return part;
    }

    /**
     * Narrows the range to the publications that the query names. If the log lacks one of these publications, the
     * search finds nothing (HIS-8).
     */
    private void limitByPublications() throws IOException, JetStreamApiException, InterruptedException {
        long begin = first;
        long end = last;
        if (query.fromPublication() != 0) {
            begin = Math.max(begin, orBehind(find(query.fromPublication())));
        }
        if (query.afterPublication() != 0) {
            begin = Math.max(begin, orBehind(find(query.afterPublication())) + 1);
        }
        if (query.beforePublication() != 0) {
            end = Math.min(end, find(query.beforePublication()) - 1);
        }
        if (query.untilPublication() != 0) {
            end = Math.min(end, find(query.untilPublication()));
        }
        first = begin;
        last = end;
    }

    private long orBehind(long number) {
        return number == 0 ? last + 1 : number;
    }

    /**
     * Returns the number of a publication in the log, or 0. The search begins with the newest publications, because
     * clients usually ask for them.
     */
    private long find(long publication) throws IOException, JetStreamApiException, InterruptedException {
        for (long end = last; end >= first; end -= PART) {
            for (Numbered each : newest(end)) {
                if (each.event().publication() == publication) {
                    return each.number();
                }
            }
        }
        return 0;
    }
}
