package io.aerostat.router.broker.publication;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.match.UriMatch;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.BrokerLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of a realm: for each topic the newest event for everyone, and newer events for a restricted
 * audience (RET-1, RET-3).
 *
 * <p>Thread-safe. The methods are synchronized because an event must be stored and numbered in one step. So a new
 * subscriber gets each event exactly once, either as a retained or as a new event.
 */
public final class RetainedEvents {
    /** The number of all events, and a sum over them. Two nodes that keep the same events have equal digests. */
    public record Digest(int events, long sum) {}

    /**
     * The events for a new subscriber.
     *
     * @param sequence the number of the newest retained event of the realm at this moment
     */
    public record Collected(List<RetainedEvent> events, long sequence) {}

    private BrokerLimits limits;
    private Duration ttl;
    private final NavigableMap<String, RetainedTopic> topics = new TreeMap<>();
    private long sequence;
    private long lastPlace;
    private long digest;
    private int events;
    private long bytes;

    public RetainedEvents(BrokerLimits limits, Duration ttl) {
        this.limits = limits;
        this.ttl = ttl;
    }

    /** Replaces the limits. Events that exceed a smaller limit stay until they expire or are replaced. */
    public synchronized void update(BrokerLimits newLimits, Duration newTtl) {
        limits = newLimits;
        ttl = newTtl;
    }

    /**
     * Stores a publication. A publication of another node keeps its place in the order of all nodes; a publication of
     * this node gets the last place.
     *
     * @param since the steady time at which it was made
     * @return the publication with its number; without a number if a newer publication has already replaced it; null if
     *     a limit is reached
     */
    public synchronized @Nullable Publication store(Publication publication, Instant since) {
        long place = publication.retainedAt() == 0
                ? Math.max(lastPlace + 1, since.toEpochMilli())
                : publication.retainedAt();
        RetainedTopic before = topics.getOrDefault(publication.topic(), RetainedTopic.EMPTY);
        RetainedEvent event = new RetainedEvent(publication.retainedAs(sequence + 1, place), since);
        RetainedTopic after = before.with(event, limits.restrictedEventsPerTopic());
        if (after == before) {
            return publication;
        }
        int eventsAfter = events - before.size() + after.size();
        long bytesAfter = bytes - before.bytes() + after.bytes();
        if ((eventsAfter > events && eventsAfter > limits.retainedEvents())
                || (bytesAfter > bytes && bytesAfter > limits.retainedBytes())) {
            return null;
        }
        sequence++;
        lastPlace = Math.max(lastPlace, place);
        events = eventsAfter;
        bytes = bytesAfter;
        digest += after.digest() - before.digest();
        topics.put(publication.topic(), after);
        return event.publication();
    }

    /** Returns the refusal of an event that could not be stored. It names the limit that was reached. */
    public synchronized Refusal reachedLimit() {
        return events >= limits.retainedEvents()
                ? Refusal.ofLimit("retained_events", limits.retainedEvents())
                : Refusal.ofLimit("retained_bytes", limits.retainedBytes());
    }

    /** Returns, for each matching topic in order, the newest event that the subscriber may see (RET-2, RET-4). */
    public synchronized Collected collect(String uri, MatchPolicy match, Peer subscriber, Instant now) {
        List<RetainedEvent> found = new ArrayList<>();
        matching(uri, match).values().forEach(topic -> {
            RetainedEvent newest = topic.newestFor(subscriber, oldest(now));
            if (newest != null) {
                found.add(newest);
            }
        });
        return new Collected(found, sequence);
    }

    public synchronized boolean holds(String topic, Instant now) {
        RetainedTopic held = topics.get(topic);
        return held != null && held.isNewerThan(oldest(now));
    }

    /** Removes the events of all matching topics (RET-6). Returns the topics. */
    public synchronized List<String> purge(String uri, MatchPolicy match) {
        Map<String, RetainedTopic> purged = matching(uri, match);
        purged.forEach((name, topic) -> {
            topics.remove(name);
            forget(topic);
        });
        return List.copyOf(purged.keySet());
    }

    /** Removes events that are older than the time to live. Returns the topics that no longer have events. */
    public synchronized List<String> expire(Instant now) {
        Instant oldest = oldest(now);
        List<String> gone = new ArrayList<>();
        for (Iterator<Map.Entry<String, RetainedTopic>> each = topics.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, RetainedTopic> entry = each.next();
            RetainedTopic before = entry.getValue();
            RetainedTopic after = before.without(oldest);
            if (after != before) {
                forget(before);
                events += after.size();
                bytes += after.bytes();
                digest += after.digest();
                if (after.size() == 0) {
                    each.remove();
                    gone.add(entry.getKey());
                } else {
                    entry.setValue(after);
                }
            }
        }
        return gone;
    }

    public synchronized Digest digest() {
        return new Digest(events, digest);
    }

    /** Returns all events, in the order of their topics. */
    public synchronized List<RetainedEvent> all() {
        List<RetainedEvent> all = new ArrayList<>(events);
        topics.values().forEach(topic -> all.addAll(topic.events()));
        return all;
    }

    public synchronized int size() {
        return events;
    }

    private void forget(RetainedTopic topic) {
        events -= topic.size();
        bytes -= topic.bytes();
        digest -= topic.digest();
    }

    private Instant oldest(Instant now) {
        return ttl.isZero() ? Instant.MIN : now.minus(ttl);
    }

    private Map<String, RetainedTopic> matching(String uri, MatchPolicy match) {
        Map<String, RetainedTopic> found = new TreeMap<>();
        switch (match) {
            case EXACT -> {
                RetainedTopic topic = topics.get(uri);
                if (topic != null) {
                    found.put(uri, topic);
                }
            }
            case PREFIX -> collectPrefix(uri, found);
            case WILDCARD -> {
                collectPrefix(UriMatch.literalHead(uri), found);
                found.keySet().removeIf(topic -> !UriMatch.matches(uri, match, topic));
            }
        }
        return found;
    }

    private void collectPrefix(String prefix, Map<String, RetainedTopic> found) {
        for (Map.Entry<String, RetainedTopic> entry :
                topics.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
    }
}
