package io.aerostat.cluster.realm;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.cluster.LocalRealm;
import io.aerostat.router.cluster.NodeAnswers;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.service.ServiceCaller;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One realm of this router, with its counterparts on the other nodes. Any thread; changes from one node arrive one at a
 * time.
 */
final class SharedRealm implements RealmCluster {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRealm.class);

    private final String name;
    private final long number;
    private final RealmNetwork network;
    private final ClusterNode node;
    private final LocalInterests interests;
    private final LocalCallees callees;
    private final LocalSessions sessions;
    private final LocalSubscribers subscribers;
    private final HeldSessions held = new HeldSessions();
    private final Questions questions;
    private final ConcurrentMap<Member, RemoteNode> nodes = new ConcurrentHashMap<>();
    private final ConcurrentMap<NodeId, EventExecutor> loops = new ConcurrentHashMap<>();
    private volatile List<InterestedNode> present = List.of();
    private volatile @Nullable LocalRealm local; // null before the start
    private volatile boolean rowsReplayed;

    /** @param number the number by which records name the realm */
    SharedRealm(String name, long number, RealmNetwork network, ClusterNode node, ReplicatedRows rows) {
        this.network = network;
        this.name = name;
        this.number = number;
        this.node = node;
        int lane = node.laneOf(name);
        this.subscribers = new LocalSubscribers(number, lane, node, rows);
        this.interests = new LocalInterests(number, lane, node, network.interests(), subscribers, this::present);
        this.callees = new LocalCallees(number, lane, node, rows);
        this.sessions = new LocalSessions(number, lane, node, rows);
        this.questions = new Questions(this, network.patience());
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    ClusterNode node() {
        return node;
    }

    int lane() {
        return node.laneOf(name);
    }

    boolean isStarted() {
        return local != null;
    }

    /** Called when the realm has the rows that arrived before its start. */
    void rowsReplayed() {
        rowsReplayed = true;
    }

    /**
     * Checks whether the realm has received the rows that arrived before its start. The realm can receive later rows
     * only after these rows.
     */
    boolean hasEarlierRows() {
        return rowsReplayed;
    }

    /** Called when a record of another node cannot be carried out. Any thread. */
    void malformed(Member from, Exception e) {
        network.malformed(from, "record", e);
    }

    LocalRealm local() {
        return Objects.requireNonNull(local, "the realm has not been started");
    }

    private List<InterestedNode> present() {
        return present;
    }

    /** Returns the other nodes whose links are up. */
    Iterable<RemoteNode> nodes() {
        return nodes.values();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public LocalInterests interests() {
        return interests;
    }

    @Override
    public LocalCallees callees() {
        return callees;
    }

    @Override
    public LocalSessions sessions() {
        return sessions;
    }

    @Override
    public void start(LocalRealm realm) {
        if (realm.broker().keepsHistory()) {
            LOG.info(
                    "Each node keeps the event history from the moment at which it joined; queries ask every node"
                            + " realm={}",
                    name);
        }
        network.start(this, () -> local = realm);
    }

    @Override
    public CompletionStage<NodeAnswers> ask(String procedure, ServiceCaller caller, PayloadValues arguments) {
        return questions.ask(procedure, caller, arguments);
    }

    @Override
    public void close() {
        // The rows are not removed here: each session removes its rows when it ends.
        network.closed(this);
    }

    /**
     * Returns the loop that delivers the publications of a node. The loop stays the same when the node comes back, so
     * that publications over the new link do not overtake those that arrived over the old link (ORD-1).
     */
    EventExecutor loopOf(NodeId other) {
        return loops.computeIfAbsent(other, none -> local().loop().parent().next());
    }

    private RemoteNode of(Member member) {
        RemoteNode known = nodes.get(member);
        if (known != null) {
            return known;
        }
        RemoteNode added = nodes.computeIfAbsent(member, same -> new RemoteNode(this, same));
        updatePresent();
        return added;
    }

    /** Synchronized, because links can come up and go down on several threads at the same time. */
    private synchronized void updatePresent() {
        present = List.copyOf(nodes.values());
    }

    int callsInFlight() {
        return nodes.values().stream().mapToInt(RemoteNode::callsInFlight).sum();
    }

    void nodeUp(Member member) {
        of(member).compareRetained();
    }

    /**
     * Called with a record of another node, on the thread of the lane.
     *
     * @param commands receives the commands of the record for event loops
     */
    void received(Member from, RecordType type, RecordReader in, ArrivedCommands commands)
            throws MalformedRecordException {
        RemoteNode sender = of(from);
        switch (type) {
            case QUESTION -> {
                commands.submit(); // so that the answer includes the publications before the question
                questions.asked(sender, in);
            }
            case REPLY -> questions.replied(sender, in);
            case RETAINED_DIGEST,
                    RETAINED_WANTED,
                    RETAINED,
                    PUBLICATION,
                    CALL,
                    CHUNK,
                    INTERRUPT,
                    ABANDON,
                    ANSWER,
                    RETURNED,
                    REVOCATION -> sender.received(type, in, commands);
            case ROWS_WANTED -> throw new MalformedRecordException("found " + type + " (expected another)");
        }
    }

    /** Called with a row of another node, or without a value when the row has been removed. */
    void changed(Member owner, RowFormat.Kind kind, RecordReader key, byte @Nullable [] value)
            throws MalformedRecordException {
        switch (kind) {
            case INTEREST -> changedInterest(of(owner), key.match(), key.text(), value);
            case CALLEE -> changedCallee(of(owner), key.match(), key.text(), key.number(), value);
            case SESSION -> changedSession(of(owner), key.number(), value);
            case SUBSCRIBER -> changedSubscriber(of(owner), new Membership(key.number(), key.number()), value != null);
        }
    }

    private void changedSession(RemoteNode owner, long session, byte @Nullable [] value) {
        owner.sessions().changed(session, value);
        held.claim(session);
    }

    private void changedSubscriber(RemoteNode owner, Membership subscriber, boolean joined) {
        owner.sessions().subscribed(subscriber, joined);
        held.claimSubscriber(subscriber);
    }

    private void changedInterest(RemoteNode owner, MatchPolicy match, String topic, byte @Nullable [] value)
            throws MalformedRecordException {
        if (value == null) {
            local().broker().removeNode(owner, topic, match);
            subscribers.interestEnds(owner.member(), topic, match);
            return;
        }
        RecordReader in = RecordReader.begin(value);
        Instant created = Instant.ofEpochMilli(in.number());
        List<String> nodeKeys = in.texts();
        local().broker().addNode(owner, topic, match, created, nodeKeys == null ? List.of() : nodeKeys);
        subscribers.interestBegins(owner.member(), topic, match, local().broker());
    }

    private void changedCallee(
            RemoteNode owner, MatchPolicy match, String procedure, long session, byte @Nullable [] value)
            throws MalformedRecordException {
        if (value == null) {
            local().dealer().removeCallee(owner, procedure, match, session);
            return;
        }
        CalleeOffer offer = RowFormat.callee(
                procedure,
                match,
                session,
                RecordReader.begin(value),
                owner.member().node().text());
        callees.observe(offer.seniority());
        held.claimCallee(new Membership(session, offer.registration()));
        local().dealer().addCallee(owner, offer);
    }

    /** Called when the link of a node is down; no row or record of that node follows. */
    void rowsGone(Member owner) {
        RemoteNode gone = nodes.remove(owner);
        if (gone != null) {
            updatePresent();
            HeldNode left = new HeldNode(
                    gone.sessions().sessions(),
                    gone.sessions().subscribers(),
                    local().broker().removeNode(gone),
                    local().dealer().removeCallees(gone));
            gone.close();
            subscribers.nodeGone(owner);
            if (!left.isEmpty()) {
                held.hold(owner, left);
                releaseLater(owner);
            }
            questions.lost(gone);
        }
    }

    private void releaseLater(Member owner) {
        try {
            local().loop().schedule(() -> release(owner), network.hold().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            held.release(owner); // the router has ended
        }
    }

    /**
     * Ends the sessions that are still held for a node. Only one of the live nodes publishes their testaments and the
     * meta events about their end.
     */
    private void release(Member owner) {
        if (network.isCutOff()) {
            releaseLater(owner); // later, because this node itself is cut off, or was cut off recently
            return;
        }
        HeldNode lost = held.release(owner);
        if (lost != null && isFirst()) {
            LostSessions.end(local(), lost);
        }
    }

    /** Called when a node has left in an orderly way: that node has ended its sessions itself (TES-7). */
    void left(Member owner) {
        held.release(owner);
    }

    int heldSessions() {
        return held.size();
    }

    /**
     * Checks whether this node announces the end of lost nodes' sessions. The announcing node is the live node whose
     * name comes first among the nodes with sessions in this realm, because a node without sessions may not have the
     * realm. If no node has sessions, the first of all live nodes announces the end.
     */
    private boolean isFirst() {
        boolean isInUse = !sessions.isEmpty()
                || nodes.values().stream().anyMatch(other -> !other.sessions().isEmpty());
        return !(isInUse && sessions.isEmpty())
                && nodes.values().stream()
                        .filter(other -> !isInUse || !other.sessions().isEmpty())
                        .allMatch(other -> node.id().compareTo(other.member().node()) < 0);
    }
}
