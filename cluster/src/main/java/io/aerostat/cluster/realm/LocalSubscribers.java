package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.peer.Peer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Replicates which sessions of this node have which subscriptions of a realm, with one row for each session and
 * subscription. The rows exist only while a session of another node subscribes to the meta events about the end of
 * subscriptions: if this node is lost, the other nodes need the rows to publish these events. Any thread. Changes of
 * the watchers are synchronized, so that no thread removes the rows of the last watcher while another thread sends the
 * rows for a new watcher.
 */
final class LocalSubscribers {
    private static final byte[] NOTHING = {};
    private static final String ON_UNSUBSCRIBE = "wamp.subscription.on_unsubscribe";
    private static final String ON_DELETE = "wamp.subscription.on_delete";

    /** A node whose sessions subscribe to these meta events. */
    private record Watcher(Member node, String topic, MatchPolicy match) {}

    private final long realm;
    private final int lane;
    private final ClusterNode node;
    private final ReplicatedRows rows;
    private final TurnEnd flush;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** The sessions and subscriptions that have rows. */
    private final Set<Membership> announced = ConcurrentHashMap.newKeySet();

    LocalSubscribers(long realm, int lane, ClusterNode node, ReplicatedRows rows) {
        this.realm = realm;
        this.lane = lane;
        this.node = node;
        this.rows = rows;
        this.flush = new TurnEnd(node);
    }

    /** Called when a session has joined a subscription, on the session's loop. */
    void joined(Peer session, long subscription) {
        if (!watchers.isEmpty()) {
            put(session, subscription);
        }
    }

    private void put(Peer session, long subscription) {
        if (announced.add(new Membership(session.id(), subscription))) {
            rows.put(lane, RowFormat.subscriberKey(realm, session.id(), subscription), NOTHING);
            flush.request(session.loop());
        }
    }

    /** Called when a session has left a subscription, on the session's loop. */
    void left(Peer session, long subscription) {
        if (!announced.isEmpty() && remove(new Membership(session.id(), subscription))) {
            flush.request(session.loop());
        }
    }

    private boolean remove(Membership subscriber) {
        boolean removed = announced.remove(subscriber);
        if (removed) {
            rows.remove(lane, RowFormat.subscriberKey(realm, subscriber.session(), subscriber.entry()));
        }
        return removed;
    }

    /** Called when another node has subscribers of a topic or pattern. */
    void interestBegins(Member owner, String topic, MatchPolicy match, Broker broker) {
        if (match.matches(topic, ON_UNSUBSCRIBE) || match.matches(topic, ON_DELETE)) {
            addWatcher(new Watcher(owner, topic, match), broker);
        }
    }

    private synchronized void addWatcher(Watcher watcher, Broker broker) {
        if (watchers.add(watcher)) {
            broker.sessions().forEach(session -> announce(session, broker));
        }
    }

    /** Sends the subscriptions of a session that subscribed before another node was interested. */
    private void announce(BrokerSession session, Broker broker) {
        try {
            session.peer().run(() -> {
                if (!watchers.isEmpty()) {
                    session.subscriptionIds().stream()
                            .filter(id -> broker.directory().find(id).isPresent())
                            .forEach(id -> put(session.peer(), id));
                }
            });
        } catch (RejectedExecutionException e) {
            // The session has ended with its loop.
            return;
        }
    }

    /** Called when another node no longer has subscribers of a topic or pattern. */
    synchronized void interestEnds(Member owner, String topic, MatchPolicy match) {
        if (watchers.remove(new Watcher(owner, topic, match))) {
            removeUnwatched();
        }
    }

    /** Called when another node cannot be reached. */
    synchronized void nodeGone(Member owner) {
        if (watchers.removeIf(watcher -> watcher.node().equals(owner))) {
            removeUnwatched();
        }
    }

    private void removeUnwatched() {
        if (watchers.isEmpty() && !announced.isEmpty()) {
            announced.forEach(this::remove);
            node.flush();
        }
    }
}
