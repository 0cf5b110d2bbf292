package io.aerostat.router.broker.publication;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of a realm in memory.
 *
 * <p>Thread-safe. The methods are synchronized because an event must be stored and numbered in one step. As a result, a
 * new subscriber gets each event exactly once, either as a retained event or as a new one.
 */
public final class MemoryRetainedEvents implements RetainedEvents {
    private BrokerLimits limits;
    private Duration ttl;
    private final NavigableMap<String, RetainedTopic> topics = new TreeMap<>();
    private final Removals removals = new Removals();
    private long sequence;
    private long lastPlace;
    private long digest;
    private int events;
    private long bytes;

    public MemoryRetainedEvents(BrokerLimits limits, Duration ttl) {
        this.limits = limits;
        this.ttl = ttl;
    }

    @Override
    public synchronized void update(BrokerLimits newLimits, Duration newTtl) {
        limits = newLimits;
        ttl = newTtl;
    }

    @Override
    public @Nullable Retention store(Publication publication, Instant since) {
        Publication stored = add(publication, since);
        return stored == null ? null : new Retention(stored, EventLog.DONE);
    }

    private synchronized @Nullable Publication add(Publication publication, Instant since) {
        long place = placeOf(publication, since);
        RetainedTopic before = topics.getOrDefault(publication.topic(), RetainedTopic.EMPTY);
        RetainedEvent event = new RetainedEvent(publication.retainedAs(sequence + 1, place), since);
        if (removals.cover(event)) {
            return publication;
        }
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

    private long placeOf(Publication publication, Instant since) {
        return publication.retainedAt() == 0 ? Math.max(lastPlace + 1, since.toEpochMilli()) : publication.retainedAt();
    }

    @Override
    public synchronized Retention remove(Publication publication, Instant since) {
        String topic = publication.topic();
        long place = placeOf(publication, since);
        lastPlace = Math.max(lastPlace, place);
        RetainedEvent removal = new RetainedEvent(publication.retainedAs(0, place), since);
        removals.add(removal);
        RetainedTopic before = topics.get(topic);
        if (before != null) {
            replace(topic, before, before.since(removal));
        }
        return new Retention(removal.publication(), EventLog.DONE);
    }

    private void replace(String topic, RetainedTopic before, RetainedTopic after) {
        forget(before);
        count(after);
        if (after.size() == 0) {
            topics.remove(topic);
        } else {
            topics.put(topic, after);
        }
    }

    @Override
    public synchronized Refusal reachedLimit() {
        return events >= limits.retainedEvents()
                ? Refusal.ofLimit("retained_events", limits.retainedEvents())
                : Refusal.ofLimit("retained_bytes", limits.retainedBytes());
    }

    @Override
    public CompletionStage<Stored> collectStored(String uri, MatchPolicy match, Peer subscriber) {
        return CompletableFuture.completedFuture(new Stored(RetainedPages.of(List.of()), 0));
    }

    @Override
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

    @Override
    public synchronized boolean holds(String topic, Instant now) {
        RetainedTopic held = topics.get(topic);
        return held != null && held.isNewerThan(oldest(now));
    }

    @Override
    public CompletionStage<Integer> purge(String uri, MatchPolicy match, Consumer<String> removed) {
        List<String> gone = remove(uri, match);
        gone.forEach(removed);
        return CompletableFuture.completedFuture(gone.size());
    }

    private synchronized List<String> remove(String uri, MatchPolicy match) {
        Map<String, RetainedTopic> purged = matching(uri, match);
        purged.forEach((name, topic) -> {
            topics.remove(name);
            forget(topic);
        });
        return List.copyOf(purged.keySet());
    }

    @Override
    public void expire(Instant now, Consumer<String> removed) {
        removeOld(now).forEach(removed);
    }

    private synchronized List<String> removeOld(Instant now) {
        Instant oldest = oldest(now);
        List<String> gone = new ArrayList<>();
        for (Iterator<Map.Entry<String, RetainedTopic>> each = topics.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, RetainedTopic> entry = each.next();
            RetainedTopic before = entry.getValue();
            RetainedTopic after = before.without(oldest);
            if (after != before) {
                forget(before);
                count(after);
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

    @Override
    public synchronized Digest digest() {
        return new Digest(events, digest);
    }

    @Override
    public CompletionStage<RetainedPages> all() {
        return CompletableFuture.completedFuture(RetainedPages.of(copy()));
    }

    /** Returns the topics that have events. */
    synchronized List<String> topics() {
        return List.copyOf(topics.keySet());
    }

    /** Returns the events of a topic, newest first. */
    synchronized List<RetainedEvent> eventsOf(String topic) {
        return topics.getOrDefault(topic, RetainedTopic.EMPTY).events();
    }

    private synchronized List<RetainedEvent> copy() {
        List<RetainedEvent> all = new ArrayList<>(events);
        topics.values().forEach(topic -> all.addAll(topic.events()));
        return all;
    }

    @Override
    public synchronized int size() {
        return events;
    }

    private void count(RetainedTopic topic) {
        events += topic.size();
        bytes += topic.bytes();
        digest += topic.digest();
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
