package io.aerostat.router.broker;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.broker.subscription.SubscriptionDirectory;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.broker.subscription.SubscriptionTable;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.BrokerStatistics;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The broker of one realm (PS-1 to PS-13, RET-1, HIS-1): its subscriptions and its retained events. Thread-safe. The
 * state of one session is in its {@link BrokerSession}.
 */
public final class Broker {
    private volatile BrokerOptions options;
    private final DropListener dropListener;
    private final RouterClock clock;
    private final RetainedEvents retained;
    private final InterestAnnouncer interests;
    private final SessionKeeper keeper;
    private final SubscriptionTable subscriptions;
    private final SubscriptionDirectory directory;
    private final BrokerCounters counters = new BrokerCounters();
    private final ConcurrentHashMap<Long, BrokerSession> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventExecutor, BrokerLoop> loops = new ConcurrentHashMap<>();
    private final AtomicBoolean expiryIsPlanned = new AtomicBoolean();

    /** Creates the broker of a realm on a single node. The parameters are those of the other constructor. */
    public Broker(
            BrokerOptions options,
            Function<HistoryRule, EventLog> logs,
            SubscriptionListener listener,
            DropListener dropListener,
            RouterClock clock) {
        this(options, logs, listener, dropListener, InterestAnnouncer.ALONE, SessionKeeper.NOBODY, clock);
    }

    /**
     * @param logs opens the event log of each topic or pattern for which the options keep a history
     * @param listener called when subscriptions change
     * @param dropListener called when receivers did not get an acknowledged publication
     * @param interests informs the other nodes about the topics and patterns to which this node's sessions subscribe
     * @param keeper keeps copies of sessions and their testaments on other nodes
     */
    public Broker(
            BrokerOptions options,
            Function<HistoryRule, EventLog> logs,
            SubscriptionListener listener,
            DropListener dropListener,
            InterestAnnouncer interests,
            SessionKeeper keeper,
            RouterClock clock) {
        this.options = options;
        this.keeper = keeper;
        this.interests = interests;
        this.dropListener = dropListener;
        this.clock = clock;
        this.retained = new RetainedEvents(options.limits(), options.retainedTtl());
        this.subscriptions = new SubscriptionTable(retained, listener, interests, clock);
        this.directory = new SubscriptionDirectory(subscriptions);
        options.history().forEach(rule -> subscriptions.open(rule, logs.apply(rule)));
    }

    /**
     * Creates the broker's part of a session that has joined the realm. {@link BrokerSession#leave} ends it. Called on
     * the session's loop.
     */
    public BrokerSession join(Peer peer) {
        BrokerLoop loop = loops.computeIfAbsent(
                peer.loop(), executor -> new BrokerLoop(executor, options.eventDispatchingChunkSize()));
        BrokerSession session = new BrokerSession(this, peer, loop);
        sessions.put(peer.id(), session);
        return session;
    }

    /** Replaces the options. Limits apply at once; a session keeps the options that it read when it joined. */
    public void update(BrokerOptions replacement) {
        options = replacement;
        retained.update(replacement.limits(), replacement.retainedTtl());
    }

    public Optional<BrokerSession> session(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Returns the roles that a session's client announced; none if there is no such session. */
    public Roles rolesOf(long session) {
        BrokerSession found = sessions.get(session);
        return found == null ? Roles.NONE : found.peer().roles();
    }

    /** Adds a node that has subscribers of a topic or pattern, or replaces its node keys. */
    public void addNode(InterestedNode node, String topic, MatchPolicy match, Instant created, List<String> nodeKeys) {
        subscriptions.addNode(node, topic, match, created, nodeKeys);
    }

    /** Removes a node that no longer has subscribers of a topic or pattern. */
    public void removeNode(InterestedNode node, String topic, MatchPolicy match) {
        subscriptions.removeNode(node, topic, match);
    }

    /**
     * Removes a lost node from all subscriptions.
     *
     * @param announces whether this node announces the end of subscriptions that no longer have subscribers
     */
    public void removeNode(InterestedNode node, boolean announces) {
        subscriptions.removeNode(node, announces);
    }

    /** Returns the subscriptions as the meta API shows them. */
    public SubscriptionDirectory directory() {
        return directory;
    }

    /** Checks whether any subscription matches the topic. */
    public boolean isWanted(String topic) {
        boolean[] found = new boolean[1];
        subscriptions.forEachMatch(topic, subscription -> found[0] = true);
        return found[0];
    }

    public BrokerStatistics statistics() {
        return counters.read();
    }

    BrokerCounters counters() {
        return counters;
    }

    /** Returns the number of subscriptions, including those of topics under {@code wamp.}. */
    public int countSubscriptions() {
        return subscriptions.size();
    }

    /** Checks whether the realm keeps the history of at least one topic or pattern. */
    public boolean keepsHistory() {
        return !options.history().isEmpty();
    }

    /** Returns the number of retained events. */
    public int retainedEvents() {
        return retained.size();
    }

    /**
     * Removes the retained events of all matching topics (RET-6).
     *
     * @return the number of topics whose events were removed
     */
    public int purgeRetained(String uri, MatchPolicy match) {
        List<String> topics = retained.purge(uri, match);
        topics.forEach(subscriptions::removeIfUnused);
        return topics.size();
    }

    /**
     * Checks whether to refuse a publication because its publisher asks for disclosure and the realm does not allow
     * that (PID-2).
     */
    public boolean refusesDisclosure(PublishOptions wanted, Permit permit) {
        return wanted.discloseMe() && !permit.disclose() && options.disclosure() == DisclosurePolicy.REFUSE;
    }

    boolean discloses(PublishOptions wanted, Permit permit) {
        return permit.disclose() || (wanted.discloseMe() && options.disclosure() == DisclosurePolicy.ALLOW);
    }

    DropListener dropListener() {
        return dropListener;
    }

    BrokerLimits limits() {
        return options.limits();
    }

    SessionKeeper keeper() {
        return keeper;
    }

    InterestAnnouncer interests() {
        return interests;
    }

    SubscriptionTable subscriptions() {
        return subscriptions;
    }

    RetainedEvents retained() {
        return retained;
    }

    Instant now() {
        return clock.now();
    }

    /**
     * Returns the time of a clock that never jumps. The age of a retained event is measured with this clock, so that
     * changes of the machine's clock have no effect.
     */
    Instant steadyNow() {
        return clock.steadyNow();
    }

    void left(BrokerSession session) {
        sessions.remove(session.peer().id(), session);
    }

    /**
     * Stores a publication for later subscribers. Returns it with its number among the retained events, or null if a
     * limit is reached. Called on the publisher's loop.
     */
    @Nullable
    Publication retain(Publication publication, EventExecutor loop) {
        Publication kept = retained.store(publication, steadyNow());
        if (kept == null && !options.retainedTtl().isZero()) {
            expireRetained();
            kept = retained.store(publication, steadyNow());
        }
        if (kept != null) {
            planExpiry(loop);
        }
        return kept;
    }

    /**
     * Retains an event that another node has retained, for later subscribers only. Any thread.
     *
     * @param age how long ago the event was published
     * @param loop removes the event when it is too old
     */
    public void restoreRetained(Publication publication, Duration age, EventExecutor loop) {
        if (retained.store(publication, steadyNow().minus(age)) == null) {
            counters.countRefusedPublication();
        } else {
            planExpiry(loop);
        }
    }

    /** Returns a digest with which two nodes can compare their retained events. */
    public RetainedEvents.Digest retainedDigest() {
        return retained.digest();
    }

    /** Returns all retained events. */
    public List<RetainedEvent> allRetained() {
        return retained.all();
    }

    /** Returns how long ago an event was retained, as far as this node knows. */
    public Duration ageOf(RetainedEvent event) {
        Duration age = Duration.between(event.since(), steadyNow());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void planExpiry(EventExecutor loop) {
        Duration ttl = options.retainedTtl();
        if (ttl.isZero() || !expiryIsPlanned.compareAndSet(false, true)) {
            return;
        }
        try {
            loop.schedule(
                    () -> {
                        expiryIsPlanned.set(false);
                        expireRetained();
                        if (retained.size() > 0) {
                            planExpiry(loop);
                        }
                    },
                    ttl.toMillis() + 1,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The loop is ending. The next retained event schedules the expiry on another loop.
            expiryIsPlanned.set(false);
        }
    }

    private void expireRetained() {
        retained.expire(steadyNow()).forEach(subscriptions::removeIfUnused);
    }
}
