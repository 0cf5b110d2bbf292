package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.ControlFormat;
import io.aerostat.cluster.frame.ControlFrame;
import io.aerostat.cluster.frame.ControlFrame.Announcement;
import io.aerostat.cluster.frame.ControlFrame.LinkBeat;
import io.aerostat.cluster.frame.ControlFrame.LinkEnd;
import io.aerostat.cluster.frame.NodeIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the nodes of the cluster: brings links up and down, and calls listeners. Any thread; its monitor guards all
 * changes, and is held while listeners of nodes are called. A thread that holds the monitor of a lane must not call a
 * method that takes this monitor; {@link #fail} and {@link #heard} do not take it.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    /** The number of times that the deadlines are checked in each heartbeat interval. */
    private static final int TICKS = 5;
    /** The largest number of nodes. Further nodes are ignored, because their names are probably forged. */
    private static final int MOST_PEERS = 1024;

    private final NodeIdentity identity;
    private final LinkOptions options;
    private final ClusterEngine engine;
    private final NodeTimer timer;
    private final LongSupplier random;
    private final LinkCounters counters;
    private final Links links = new Links();
    private final Map<NodeId, Peer> peers = new HashMap<>();
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private final List<MembershipListener> observers = new CopyOnWriteArrayList<>();
    private final long silence;
    private final long tick;

    private volatile MembershipState state = MembershipState.CONNECTING;
    private volatile boolean connected;
    private volatile boolean failedToConnect;
    private volatile String disconnection = "no connection yet";
    private volatile long lastTick;
    private int ticks;
    private long joinedAt;
    private long incarnations;

    Membership(
            NodeIdentity identity,
            LinkOptions options,
            ClusterEngine engine,
            NodeTimer timer,
            LongSupplier random,
            LinkCounters counters) {
        this.identity = identity;
        this.options = options;
        this.engine = engine;
        this.timer = timer;
        this.random = random;
        this.counters = counters;
        this.tick = options.heartbeat().toNanos() / TICKS;
        this.silence = options.silence().toNanos() - tick; // silence is found at a tick, so up to one tick late
        this.lastTick = timer.nanoTime();
    }

    NodeIdentity identity() {
        return identity;
    }

    Links links() {
        return links;
    }

    MembershipState state() {
        return state;
    }

    /** Returns why the engine has no connection; empty if it is connected. */
    Optional<String> disconnection() {
        return connected ? Optional.empty() : Optional.of(disconnection);
    }

    boolean hasFailedToConnect() {
        return failedToConnect;
    }

    void addListener(NodeListener listener) {
        listeners.add(listener);
    }

    void addObserver(MembershipListener observer) {
        observers.add(observer);
    }

    /** Begins to check deadlines. The returned task ends the checks. */
    Runnable start() {
        lastTick = timer.nanoTime();
        return timer.every(options.heartbeat().dividedBy(TICKS), this::tick);
    }

    synchronized void connected() {
        connected = true;
        failedToConnect = false;
        if (state == MembershipState.CONNECTING) {
            state = MembershipState.JOINING;
            joinedAt = timer.nanoTime() + options.heartbeat().toNanos();
        }
        announce();
        changed();
    }

    synchronized void disconnected(String reason) {
        connected = false;
        disconnection = reason;
        failedToConnect = true;
        dropAll(DownReason.DISCONNECTED);
        if (state == MembershipState.JOINING) {
            state = MembershipState.CONNECTING;
        }
        changed();
    }

    /** Called when the engine, another node or this node finds that this node cannot be a part of the cluster. */
    synchronized void refused(String reason) {
        if (state == MembershipState.REFUSED || state == MembershipState.CLOSED) {
            return;
        }
        state = MembershipState.REFUSED;
        dropAll(DownReason.CLOSED);
        for (MembershipListener observer : observers) {
            observer.refused(reason);
        }
        changed();
    }

    synchronized void close() {
        if (state != MembershipState.CLOSED) {
            state = MembershipState.CLOSED;
            dropAll(DownReason.CLOSED);
            changed();
        }
    }

    /**
     * Checks whether this node was stalled for so long that the other nodes consider it lost. Messages that arrive in
     * this state were sent before the other nodes ended their links, and must not be delivered.
     */
    boolean isStalled() {
        return timer.nanoTime() - lastTick > silence;
    }

    private synchronized void tick() {
        long now = timer.nanoTime();
        if (isStalled()) {
            LOG.warn("This node was stalled for {} ms, so its links to other nodes end", (now - lastTick) / 1_000_000);
            dropAll(DownReason.STALLED);
        }
        lastTick = now;
        if (!connected) {
            return;
        }
        if (state == MembershipState.JOINING && now - joinedAt >= 0) {
            state = MembershipState.JOINED;
            LOG.info("This node is part of the cluster cluster={} node={}", identity.cluster(), identity.node());
            announce();
            changed();
        }
        for (Link link : links.all()) {
            if (link.state() != Link.State.OPENING && now - link.heardAt() > silence) {
                drop(link, DownReason.SILENT, true);
            }
        }
        if (++ticks % TICKS == 0) {
            beat(now);
        }
    }

    private void beat(long now) {
        announce();
        for (Link link : links.all()) {
            if (link.sends()) {
                link.mark();
                link.flushAll();
                tellReceived(link);
            }
        }
        peers.values().removeIf(peer -> {
            boolean forgotten = now - peer.announcedAt() > silence && peer.link() == null;
            Link link = peer.link();
            if (link != null && link.state() == Link.State.OPENING && now - peer.announcedAt() > silence) {
                forget(link);
                return true;
            }
            return forgotten;
        });
    }

    private void announce() {
        if (state == MembershipState.JOINING || state == MembershipState.JOINED) {
            engine.broadcast(
                    ClusterEngine.CONTROL_LANE,
                    ControlFormat.bytes(new Announcement(identity, state == MembershipState.JOINING)));
        }
    }

    private void tellReceived(Link link) {
        long received = link.received();
        link.setTold(received);
        send(link.node(), new LinkBeat(identity.node(), link.remoteKey(), link.key(), received));
    }

    void send(NodeId node, ControlFrame frame) {
        engine.send(node, ClusterEngine.CONTROL_LANE, ControlFormat.bytes(frame));
    }

    /** Returns the state of a node, or null if there are too many nodes already. */
    @Nullable
    Peer peer(NodeIdentity from) {
        Peer peer = peers.get(from.node());
        if (peer == null && peers.size() < MOST_PEERS) {
            peer = new Peer(from, timer.nanoTime());
            peers.put(from.node(), peer);
        }
        return peer;
    }

    /** Begins a link to a node. */
    Link open(Peer peer) {
        long key;
        do {
            key = random.getAsLong();
        } while (key == ControlFrame.NO_KEY);
        Member member = new Member(peer.identity().node(), ++incarnations);
        Link link = new Link(member, key, identity.lanes(), options.budget(), engine, counters);
        link.setHeardAt(timer.nanoTime());
        peer.setLink(link);
        links.add(link);
        return link;
    }

    /** Brings an opening link up, because both nodes know both keys. */
    synchronized void confirm(Link link) {
        if (link.state() != Link.State.OPENING || state != MembershipState.JOINED) {
            return;
        }
        link.setHeardAt(timer.nanoTime());
        link.move(Link.State.OPENING, Link.State.SENDING);
        LOG.info(
                "The link to a node is up node={} incarnation={}",
                link.node(),
                link.member().incarnation());
        for (NodeListener listener : listeners) {
            listener.nodeUp(link.member());
        }
        link.move(Link.State.SENDING, Link.State.UP);
        link.flush();
        changed();
    }

    /** Records that a node is alive, and sends a confirmation if many bytes have arrived. Does not take the monitor. */
    void heard(Link link) {
        link.setHeardAt(timer.nanoTime());
        confirmIfDue(link);
    }

    /**
     * Sends a confirmation if many bytes have been processed since the last confirmation. Does not take the monitor.
     */
    void confirmIfDue(Link link) {
        if (link.isConfirmationDue()) {
            tellReceived(link);
        }
    }

    /** Checks whether a link has been silent for longer than a healthy link can be. */
    boolean isSuspect(Link link) {
        return 2 * (timer.nanoTime() - link.heardAt()) > 3 * options.heartbeat().toNanos();
    }

    /** Ends a link from any thread: no record is sent or delivered over it any more, and listeners are called soon. */
    void fail(Link link, DownReason reason) {
        if (link.move(Link.State.UP, Link.State.BROKEN) || link.move(Link.State.SENDING, Link.State.BROKEN)) {
            timer.execute(() -> drop(link, reason, true));
        }
    }

    /** Ends a link and calls the listeners. */
    synchronized void drop(Link link, DownReason reason, boolean tellOther) {
        Link.State before = forget(link);
        if (before == Link.State.DOWN) {
            return;
        }
        if (tellOther && link.remoteKey() != ControlFrame.NO_KEY) {
            send(link.node(), new LinkEnd(link.remoteKey(), reason == DownReason.CLOSED));
        }
        if (before == Link.State.OPENING) {
            return;
        }
        counters.lost(reason);
        LOG.info(
                "The link to a node is down node={} incarnation={} reason={}",
                link.node(),
                link.member().incarnation(),
                reason);
        for (NodeListener listener : listeners) {
            listener.nodeDown(link.member(), reason);
        }
        changed();
    }

    private Link.State forget(Link link) {
        Link.State before = link.end();
        links.remove(link);
        link.close();
        Peer peer = peers.get(link.node());
        if (peer != null && peer.link() == link) {
            peer.setLink(null);
        }
        return before;
    }

    private void dropAll(DownReason reason) {
        for (Link link : new ArrayList<>(List.of(links.all()))) {
            drop(link, reason, true);
        }
    }

    private void changed() {
        for (MembershipListener observer : observers) {
            observer.changed();
        }
    }
}
