package io.aerostat.cluster.link;

import io.aerostat.cluster.frame.ControlFormat;
import io.aerostat.cluster.frame.ControlFrame;
import io.aerostat.cluster.frame.ControlFrame.Announcement;
import io.aerostat.cluster.frame.ControlFrame.Hello;
import io.aerostat.cluster.frame.ControlFrame.LinkBeat;
import io.aerostat.cluster.frame.ControlFrame.LinkEnd;
import io.aerostat.cluster.frame.ControlFrame.Refusal;
import io.aerostat.cluster.frame.MalformedFrameException;
import io.aerostat.cluster.frame.NodeIdentity;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the messages about links. Any user of the engine's subjects can send such messages, so a message ends a
 * working link only if its sender proves that it knows the link's key. Any thread; takes the monitor of {@link
 * Membership}.
 *
 * <p>A link is up when each node knows both keys: HELLO carries the sender's key and echoes the receiver's key.
 */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private final Membership membership;
    private final NodeTimer timer;
    private final LinkCounters counters;
    private long lastRival;

    Handshake(Membership membership, NodeTimer timer, LinkCounters counters) {
        this.membership = membership;
        this.timer = timer;
        this.counters = counters;
    }

    void received(byte[] message) {
        ControlFrame frame;
        try {
            frame = ControlFormat.read(message);
        } catch (MalformedFrameException e) {
            counters.malformed();
            LOG.debug("A message on the control lane of the cluster is malformed and is dropped: {}", e.getMessage());
            return;
        }
        synchronized (membership) {
            if (membership.state() == MembershipState.REFUSED || membership.state() == MembershipState.CLOSED) {
                return;
            }
            if (frame instanceof Announcement announcement) {
                announced(announcement);
            } else if (frame instanceof Hello hello) {
                greeted(hello);
            } else if (frame instanceof Refusal refusal) {
                refused(refusal);
            } else if (frame instanceof LinkBeat beat) {
                beat(beat);
            } else if (frame instanceof LinkEnd end) {
                ended(end);
            }
        }
    }

    private void announced(Announcement announcement) {
        NodeIdentity from = announcement.from();
        if (!isAcceptable(from, announcement.joining())
                || announcement.joining()
                || membership.state() != MembershipState.JOINED) {
            return;
        }
        Peer peer = membership.peer(from);
        if (peer == null) {
            return;
        }
        peer.setAnnouncedAt(timer.nanoTime());
        Link link = peer.link();
        if (link == null) {
            peer.setIdentity(from);
            hello(membership.open(peer));
        } else if (link.state() == Link.State.OPENING) {
            hello(link);
        } else if (from.boot() != peer.identity().boot() && membership.isSuspect(link)) {
            restarted(peer, link, from);
        }
    }

    private void greeted(Hello hello) {
        NodeIdentity from = hello.from();
        if (!isAcceptable(from, false) || membership.state() != MembershipState.JOINED) {
            return;
        }
        Peer peer = membership.peer(from);
        if (peer == null) {
            return;
        }
        Link link = peer.link();
        if (link != null && link.state() != Link.State.OPENING) {
            if (link.remoteKey() == hello.key()) {
                if (!hello.isUp()) {
                    hello(link); // the other node does not know yet that the link is up
                }
                return;
            }
            if (!membership.isSuspect(link)) {
                // The link works, so this HELLO is probably old or forged. If it is genuine, the node sends it again.
                return;
            }
            membership.drop(link, DownReason.RESTARTED, true);
            link = null;
        }
        if (link == null) {
            peer.setIdentity(from);
            link = membership.open(peer);
        }
        peer.setAnnouncedAt(timer.nanoTime());
        peer.setIdentity(from);
        link.setRemoteKey(hello.key());
        if (hello.echo() == link.key()) {
            membership.confirm(link);
            if (hello.isUp()) {
                return;
            }
        }
        hello(link);
    }

    private void restarted(Peer peer, Link link, NodeIdentity from) {
        membership.drop(link, DownReason.RESTARTED, true);
        peer.setIdentity(from);
        hello(membership.open(peer));
    }

    private void hello(Link link) {
        membership.send(
                link.node(),
                new Hello(membership.identity(), link.key(), link.remoteKey(), link.state() == Link.State.UP));
    }

    private void beat(LinkBeat beat) {
        Link link = membership.links().byKey(beat.to());
        if (link == null) {
            membership.send(beat.from(), new LinkEnd(beat.key(), false));
            return;
        }
        if (!link.node().equals(beat.from()) || link.remoteKey() != beat.key()) {
            counters.stale();
            return;
        }
        if (membership.isStalled()) {
            counters.stale(); // the link does not end here: the next tick ends it
            return;
        }
        membership.confirm(link);
        membership.heard(link);
        link.confirm(beat.received());
    }

    private void ended(LinkEnd end) {
        Link link = membership.links().byKey(end.to());
        if (link != null) {
            membership.drop(link, end.leaving() ? DownReason.LEFT : DownReason.RESTARTED, false);
        }
    }

    private void refused(Refusal refusal) {
        NodeIdentity own = membership.identity();
        if (!refusal.to().equals(own.node()) || refusal.boot() != own.boot()) {
            return;
        }
        if (membership.state() == MembershipState.JOINING) {
            membership.refused(refusal.reason());
        } else {
            LOG.debug(
                    "A node refuses this node node={} reason={}", refusal.from().node(), refusal.reason());
        }
    }

    /** Checks whether a node may be in this cluster. Sends a refusal to a node that may not. */
    private boolean isAcceptable(NodeIdentity from, boolean joining) {
        NodeIdentity own = membership.identity();
        if (from.node().equals(own.node())) {
            if (from.boot() != own.boot()) {
                sameName(from, joining);
            }
            return false;
        }
        Optional<String> difference = difference(own, from);
        difference.ifPresent(reason -> refuse(from, reason));
        return difference.isEmpty();
    }

    /**
     * Returns why a node cannot be in this node's cluster, in words for that node's operator; empty if the node can be
     * in the cluster.
     */
    private static Optional<String> difference(NodeIdentity own, NodeIdentity from) {
        String there = " (expected ";
        String end = " as of node " + own.node() + ")";
        if (!from.cluster().equals(own.cluster())) {
            return Optional.of(
                    "cluster name: found \"" + from.cluster() + "\"" + there + "\"" + own.cluster() + "\"," + end);
        }
        if (!from.version().worksWith(own.version())) {
            return Optional.of("protocol version: found " + from.version() + there + own.version()
                    + " or one minor version beside it," + end);
        }
        if (from.lanes() != own.lanes()) {
            return Optional.of("lanes: found " + from.lanes() + there + own.lanes() + "," + end);
        }
        return Optional.empty();
    }

    /**
     * Called when another process has the name of this node. The process that is still joining must leave; if both are
     * joining, the one that started first stays. If both have joined, on two sides of a network partition, both stay,
     * because the message of the other process may be forged.
     */
    private void sameName(NodeIdentity from, boolean joining) {
        NodeIdentity own = membership.identity();
        boolean hasJoined = membership.state() == MembershipState.JOINED;
        String reason = "node: found \"" + own.node() + "\", which another process of the cluster \"" + own.cluster()
                + "\" has already (expected a name of its own for each node)";
        if (hasJoined && !joining) {
            if (lastRival != from.boot()) {
                lastRival = from.boot();
                LOG.warn("Another process of the cluster has the name of this node node={}", own.node());
            }
        } else if (hasJoined || joining && own.boot() < from.boot()) {
            refuse(from, reason);
        } else {
            membership.refused(reason);
        }
    }

    private void refuse(NodeIdentity from, String reason) {
        LOG.debug("This node refuses another one node={} reason={}", from.node(), reason);
        membership.send(from.node(), new Refusal(membership.identity(), from.node(), from.boot(), reason));
    }
}
