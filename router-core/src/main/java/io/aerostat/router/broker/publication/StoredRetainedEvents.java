package io.aerostat.router.broker.publication;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.history.TopicSelection;
import io.aerostat.router.match.UriMatch;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.time.RouterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retained events of a realm in a store that survives restarts. No event is kept in memory. The store applies
 * changes in the order of publication, and checks the limits when it applies a change. So an event may be refused after
 * subscribers have got it. Ages are measured by the machine's clock, because only this clock survives a restart.
 * Thread-safe.
 */
public final class StoredRetainedEvents implements RetainedEvents {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRetainedEvents.class);

    private final RetainedLog log;
    private final RetainedForm form;
    private final RouterClock clock;
    private volatile BrokerLimits limits;
    private volatile Duration ttl;
    private final Removals removals = new Removals(); // of the store's thread
    private final AtomicBoolean expires = new AtomicBoolean();
    /** The number of the last change that the store has made. Written on the store's thread. */
    private volatile long changed;

    private long sequence; // guarded by this
    private long lastPlace; // guarded by this

    public StoredRetainedEvents(String realm, RetainedLog log, BrokerLimits limits, Duration ttl, RouterClock clock) {
        this.log = log;
        this.form = new RetainedForm(realm);
        this.limits = limits;
        this.ttl = ttl;
        this.clock = clock;
        this.lastPlace = log.totals().lastPlace();
        expire(clock.steadyNow(), topic -> {}); // events that became too old while the router was not running
    }

    @Override
    public void update(BrokerLimits newLimits, Duration newTtl) {
        limits = newLimits;
        ttl = newTtl;
    }

    // Synchronized, because an event must be numbered and handed to the store in one step. A snapshot of the store then
    // has all events up to some number, and no later event. The lock is held only for a few steps.
    @Override
    public synchronized Retention store(Publication publication, Instant since) {
        Instant timestamp = timestampOf(since);
        long place = nextPlace(publication, timestamp);
        long number = ++sequence;
        Publication retained = publication.retainedAs(number, place);
        RetainedRecord record = form.record(retained, timestamp);
        CompletionStage<Void> kept =
                log.change(publication.topic(), publication.payload().size(), (before, totals) -> {
                    List<RetainedRecord> after = add(record, before, totals);
                    // Set the number only after success: a snapshot lacks a refused event, so new subscribers need the
                    // live event.
                    changed = number;
                    return after;
                });
        return new Retention(retained, kept);
    }

    /** Converts a steady time to the time of the machine's clock. */
    private Instant timestampOf(Instant steadyTime) {
        return clock.now().minus(Duration.between(steadyTime, clock.steadyNow()));
    }

    private long nextPlace(Publication publication, Instant timestamp) {
        long place = publication.retainedAt() == 0
                ? Math.max(lastPlace + 1, timestamp.toEpochMilli())
                : publication.retainedAt();
        lastPlace = Math.max(lastPlace, place);
        return place;
    }

    // Synchronized for the same reason as store.
    @Override
    public synchronized Retention remove(Publication publication, Instant since) {
        Instant timestamp = timestampOf(since);
        Publication placed = publication.retainedAs(0, nextPlace(publication, timestamp));
        RetainedEvent removal = new RetainedEvent(placed, timestamp);
        CompletionStage<Void> kept = log.change(publication.topic(), 0, (before, totals) -> {
            removals.add(removal);
            return filtered(before, record -> !form.event(record).isOlderThan(removal));
        });
        return new Retention(placed, kept);
    }

    /** Returns the events of a topic after the addition of one event. Runs on the store's thread. */
    private List<RetainedRecord> add(RetainedRecord record, List<RetainedRecord> before, RetainedTotals totals) {
        RetainedEvent added = form.event(record);
        if (removals.cover(added)) {
            return before;
        }
        RetainedTopic present = topic(before);
        RetainedTopic next = present.with(added, limits.restrictedEventsPerTopic());
        if (next == present) {
            return before;
        }
        List<RetainedRecord> after = new ArrayList<>();
        for (RetainedEvent each : next.events()) {
            after.add(each == added ? record : before.get(present.events().indexOf(each)));
        }
        RetainedTotals sum = totals.replacing(before, after);
        if (sum.events() > totals.events() && sum.events() > limits.retainedEvents()) {
            throw new LimitReached(Refusal.ofLimit("retained_events", limits.retainedEvents()));
        }
        if (sum.bytes() > totals.bytes() && sum.bytes() > limits.retainedBytes()) {
            throw new LimitReached(Refusal.ofLimit("retained_bytes", limits.retainedBytes()));
        }
        return after;
    }

    private RetainedTopic topic(List<RetainedRecord> records) {
        List<RetainedEvent> events = new ArrayList<>(records.size());
        for (RetainedRecord each : records) {
            events.add(form.event(each));
        }
        return new RetainedTopic(List.copyOf(events));
    }

    @Override
    public Refusal reachedLimit() {
        return Refusal.ofLimit("retained_events", limits.retainedEvents());
    }

    @Override
    public @Nullable Collected collect(String uri, MatchPolicy match, Peer subscriber, Instant now) {
        return null;
    }

    @Override
    public CompletionStage<Stored> collectStored(String uri, MatchPolicy match, Peer subscriber) {
        Instant oldest = oldest();
        long[] upTo = new long[1];
        return snapshot(uri, match, () -> upTo[0] = changed)
                .thenApply(topics -> new Stored(
                        new Pages(topics, matching(uri, match), topic -> {
                            RetainedEvent newest = topic.newestFor(subscriber, oldest);
                            return newest == null ? List.of() : List.of(newest);
                        }),
                        upTo[0]));
    }

    private CompletionStage<RetainedTopics> snapshot(String uri, MatchPolicy match, Runnable whenTaken) {
        TopicSelection selection = switch (match) {
            case EXACT -> new TopicSelection(uri, false);
            case PREFIX -> new TopicSelection(uri, true);
            case WILDCARD -> new TopicSelection(UriMatch.literalHead(uri), true);
        };
        return log.snapshot(selection, whenTaken);
    }

    private static Predicate<String> matching(String uri, MatchPolicy match) {
        return match == MatchPolicy.WILDCARD ? topic -> UriMatch.matches(uri, match, topic) : topic -> true;
    }

    /** The events that a function selects from the topics of a snapshot. */
    private final class Pages implements RetainedPages {
        private final RetainedTopics topics;
        private final Predicate<String> matches;
        private final Function<RetainedTopic, List<RetainedEvent>> selected;
        private volatile boolean ended;

        Pages(RetainedTopics topics, Predicate<String> matches, Function<RetainedTopic, List<RetainedEvent>> selected) {
            this.topics = topics;
            this.matches = matches;
            this.selected = selected;
        }

        @Override
        public CompletionStage<List<RetainedEvent>> next() {
            return topics.next().thenApply(page -> {
                ended = page.isEmpty();
                List<RetainedEvent> found = new ArrayList<>();
                for (RetainedTopics.Topic each : page) {
                    if (matches.test(each.name())) {
                        found.addAll(selected.apply(topic(each.events())));
                    }
                }
                return found;
            });
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public void close() {
            ended = true;
            topics.close();
        }
    }

    @Override
    public boolean holds(String topic, Instant now) {
        return false;
    }

    @Override
    public CompletionStage<Integer> purge(String uri, MatchPolicy match, Consumer<String> removed) {
        long newest = newestPlace();
        UnaryOperator<List<RetainedRecord>> later = before -> filtered(before, record -> record.place() > newest);
        return match == MatchPolicy.EXACT ? remove(uri, later, removed) : changeAll(uri, match, later, removed);
    }

    // Synchronized, like store. Events that are retained while the purge waits have later places, so they stay.
    private synchronized long newestPlace() {
        return lastPlace;
    }

    /** Changes one topic. Returns 1 if the topic has lost all its events, else 0. */
    private CompletionStage<Integer> remove(
            String topic, UnaryOperator<List<RetainedRecord>> change, Consumer<String> removed) {
        AtomicBoolean gone = new AtomicBoolean();
        return log.change(topic, 0, (before, totals) -> {
                    List<RetainedRecord> after = change.apply(before);
                    gone.set(!before.isEmpty() && after.isEmpty());
                    return after;
                })
                .thenApply(none -> {
                    if (gone.get()) {
                        removed.accept(topic);
                    }
                    return gone.get() ? 1 : 0;
                });
    }

    /** Changes all matching topics, page by page. Returns the number of topics that have lost all their events. */
    private CompletionStage<Integer> changeAll(
            String uri, MatchPolicy match, UnaryOperator<List<RetainedRecord>> change, Consumer<String> removed) {
        AtomicInteger count = new AtomicInteger();
        return snapshot(uri, match, () -> {}).thenCompose(topics -> {
            CompletionStage<Void> all = changePages(topics, matching(uri, match), change, topic -> {
                count.incrementAndGet();
                removed.accept(topic);
            });
            return all.whenComplete((none, failure) -> topics.close()).thenApply(none -> count.get());
        });
    }

    private CompletionStage<Void> changePages(
            RetainedTopics topics,
            Predicate<String> matches,
            UnaryOperator<List<RetainedRecord>> change,
            Consumer<String> removed) {
        return topics.next().thenCompose(page -> {
            if (page.isEmpty()) {
                return EventLog.DONE;
            }
            CompletableFuture<?>[] changes = page.stream()
                    .filter(topic -> matches.test(topic.name()))
                    .filter(topic -> change.apply(topic.events()).size()
                            != topic.events().size())
                    .map(topic -> remove(topic.name(), change, removed).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            return CompletableFuture.allOf(changes).thenCompose(none -> changePages(topics, matches, change, removed));
        });
    }

    @Override
    public void expire(Instant now, Consumer<String> removed) {
        if (ttl.isZero() || !expires.compareAndSet(false, true)) {
            return;
        }
        Instant oldest = oldest();
        changeAll("", MatchPolicy.PREFIX, before -> newer(before, oldest), removed)
                .whenComplete((count, failure) -> {
                    expires.set(false);
                    if (failure != null) {
                        LOG.warn("retained events that are too old cannot be removed: {}", failure.getMessage());
                    }
                });
    }

    private static List<RetainedRecord> newer(List<RetainedRecord> records, Instant oldest) {
        return filtered(records, each -> !each.event().timestamp().isBefore(oldest));
    }

    /** Returns the same list if all records stay, so that the store writes nothing. */
    private static List<RetainedRecord> filtered(List<RetainedRecord> records, Predicate<RetainedRecord> stays) {
        List<RetainedRecord> left = records.stream().filter(stays).toList();
        return left.size() == records.size() ? records : left;
    }

    private Instant oldest() {
        return ttl.isZero() ? Instant.MIN : clock.now().minus(ttl);
    }

    @Override
    public Digest digest() {
        RetainedTotals totals = log.totals();
        return new Digest((int) totals.events(), totals.digest());
    }

    @Override
    public CompletionStage<RetainedPages> all() {
        Duration steadyOffset = Duration.between(clock.now(), clock.steadyNow());
        return log.snapshot(TopicSelection.ALL, () -> {})
                .thenApply(topics -> new Pages(
                        topics,
                        topic -> true,
                        topic -> topic.events().stream()
                                .map(event -> new RetainedEvent(
                                        event.publication(), event.since().plus(steadyOffset)))
                                .toList()));
    }

    @Override
    public int size() {
        return (int) log.totals().events();
    }

    @Override
    public void close() {
        log.close();
    }
}
