package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.realm.record.PublicationRecord;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.peer.LeaveReason;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publications that another node has sent and that this node has not delivered yet. These publications stay
 * unconfirmed, so the budget of the sender's link bounds them. They wait here while too many receivers still wait for
 * earlier events of the sender, just as the messages of a client wait in its connection. Confined to the loop of the
 * sender's publications, except where noted.
 */
final class ArrivedPublications {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivedPublications.class);

    private record Waiting(PublicationRecord record, int bytes) {}

    private final RemoteNode sender;
    private final ClusterNode node;
    private final Member member;
    private final EventExecutor loop;
    private final BrokerSession publisher;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean pausing;

    ArrivedPublications(SharedRealm realm, RemoteNode sender) {
        this.sender = sender;
        this.node = realm.node();
        this.member = sender.member();
        this.loop = realm.loopOf(member.node());
        NodePeer peer = new NodePeer(realm.name(), member.node().text(), loop, this::pause, this::resume);
        this.publisher = realm.local().broker().join(peer);
    }

    /**
     * Adds the command that brings a publication to the loop. Called on the thread of the lane.
     *
     * @param bytes the size of the record
     */
    void received(PublicationRecord record, int bytes, ArrivedCommands commands) {
        node.hold(member, bytes);
        commands.add(member, loop, () -> arrive(new Waiting(record, bytes)));
    }

    private void arrive(Waiting arrived) {
        if (pausing || !waiting.isEmpty()) {
            waiting.add(arrived);
        } else {
            deliver(arrived);
        }
    }

    private void deliver(Waiting next) {
        node.release(member, next.bytes);
        PublicationRecord record = next.record;
        sender.carryOut(() -> publisher.deliverForwarded(
                record.publication(), record.retain(), record.acknowledged(), record.recordedAt()));
    }

    private void pause() {
        pausing = true;
    }

    private void resume() {
        pausing = false;
        loop.execute(this::deliverWaiting);
    }

    private void deliverWaiting() {
        while (!pausing && !waiting.isEmpty()) {
            deliver(waiting.remove());
        }
    }

    /**
     * Called when the link is down. Drops the publications that still wait, because publications that come over the
     * next link could overtake them (ORD-1). Any thread.
     */
    void close() {
        try {
            loop.execute(() -> {
                if (!waiting.isEmpty()) {
                    LOG.warn(
                            "cluster: publications of a node were dropped, because its link ended while they waited"
                                    + " node={} publications={}",
                            member.node(),
                            waiting.size());
                    waiting.clear();
                }
                publisher.leave(LeaveReason.LOST);
            });
        } catch (RejectedExecutionException e) {
            // The router has ended.
            return;
        }
    }
}
