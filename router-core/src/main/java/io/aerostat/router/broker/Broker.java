package io.aerostat.router.broker;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.replay.ReplayTurns;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.broker.subscription.SubscriptionDirectory;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.broker.subscription.SubscriptionTable;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.BrokerStatistics;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The broker of one realm (PS-1 to PS-13, RET-1, HIS-1): its subscriptions and its retained events. Thread-safe. The
 * state of one session is in its {@link BrokerSession}.
 */
public final class Broker {
    private volatile BrokerOptions options;
    private final DropListener dropListener;
    private final RouterClock clock;
    private final RetainedPublications retained;
    private final InterestAnnouncer interests;
    private final SessionKeeper keeper;
    private final SubscriptionTable subscriptions;
    private final SubscriptionDirectory directory;
    private final EventLogs history;
    private final BrokerCounters counters = new BrokerCounters();
    private final ConcurrentHashMap<Long, BrokerSession> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventExecutor, BrokerLoop> loops = new ConcurrentHashMap<>();
    private final Object recording = new Object();
    private final ReplayTurns replayTurns = new ReplayTurns();

    /** Creates the broker of a realm on a single node. The parameters are those of the other constructor. */
    public Broker(
            BrokerOptions options,
            RealmStore store,
            SubscriptionListener listener,
            DropListener dropListener,
            RouterClock clock) {
        this(options, store, listener, dropListener, InterestAnnouncer.ALONE, SessionKeeper.NOBODY, clock);
    }

    /**
     * @param store keeps the history of the topics and patterns that the options name, and, if it can, the retained
     *     events
     * @param listener called when subscriptions change
     * @param dropListener called when receivers did not get an acknowledged publication
     * @param interests informs the other nodes about the topics and patterns to which this node's sessions subscribe
     * @param keeper keeps copies of sessions and their testaments on other nodes
     */
    public Broker(
            BrokerOptions options,
            RealmStore store,
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
        RetainedEvents events = store.openRetained(options, clock);
        this.subscriptions = new SubscriptionTable(events, listener, interests, clock);
        this.retained = new RetainedPublications(events, subscriptions, counters, clock, options.retainedTtl());
        this.directory = new SubscriptionDirectory(subscriptions);
        this.history = EventLogs.open(options.history(), store, subscriptions, events);
    }

    /**
     * Closes the event history and the retained events. No event may be published after this call.
     *
     * @return completes when both are closed; never fails
     */
    public CompletableFuture<Void> close() {
        return history.close();
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
        retained.planExpiry(peer.loop());
        return session;
    }

    /** Replaces the options. Limits apply at once; a session keeps the options that it read when it joined. */
    public void update(BrokerOptions replacement) {
        options = replacement;
        retained.update(replacement);
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
     * Removes an unreachable node from all subscriptions. Publishes no meta event, because the node may come back.
     *
     * @return the ids of the deleted subscriptions, except those that the meta API hides
     */
    public List<Long> removeNode(InterestedNode node) {
        return subscriptions.removeNode(node);
    }

    /** Returns a live view of the sessions, including those of the router itself. */
    public Collection<BrokerSession> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
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

    /** Checks whether this node itself keeps the history of at least one topic or pattern. */
    public boolean keepsHistory() {
        return history.hasOwn();
    }

    /** Checks whether all nodes of the realm share the event log of a subscription. */
    public boolean hasCommonLog(long subscription) {
        return directory.history(subscription).filter(EventLog::isShared).isPresent();
    }

    /** Returns the retained events. */
    public RetainedPublications retained() {
        return retained;
    }

    /**
     * Checks whether to refuse a publication because its publisher asks for disclosure, which the realm does not allow
     * (PID-2).
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

    /**
     * Returns the lock under which a publication is added to the histories and handed to the loops of the subscribers.
     * The lock ensures that subscribers get the events of a history in its order, and that a subscriber that continues
     * after a past event misses no event.
     */
    Object recording() {
        return recording;
    }

    /** Returns the turns in which replays read the history. */
    ReplayTurns replayTurns() {
        return replayTurns;
    }

    Instant now() {
        return clock.now();
    }

    void left(BrokerSession session) {
        sessions.remove(session.peer().id(), session);
    }
}
