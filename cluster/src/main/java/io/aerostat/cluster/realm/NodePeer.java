package io.aerostat.cluster.realm;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Represents another node as the publisher of all publications of its sessions. A node peer is not a session: it gets
 * no messages, and the meta API does not list it. Any thread.
 */
final class NodePeer implements Peer {
    private final long id = Ids.random();
    private final Principal principal;
    private final EventExecutor loop;
    private final Runnable pause;
    private final Runnable resume;

    /**
     * @param pause called on the loop when too many receivers still wait for events of the node
     * @param resume called on the loop when enough of these receivers have got their events
     */
    NodePeer(String realm, String node, EventExecutor loop, Runnable pause, Runnable resume) {
        this(new Principal(realm, node, Principal.TRUSTED, "local", "cluster", Map.of()), loop, pause, resume);
    }

    /** Creates a peer that represents a session of a lost node while the session's testaments are published. */
    NodePeer(Principal principal, EventExecutor loop) {
        this(principal, loop, () -> {}, () -> {});
    }

    private NodePeer(Principal principal, EventExecutor loop, Runnable pause, Runnable resume) {
        this.principal = principal;
        this.loop = loop;
        this.pause = pause;
        this.resume = resume;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public Roles roles() {
        return Roles.NONE;
    }

    @Override
    public TransportInfo transport() {
        return TransportInfo.local();
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public Sent send(WampMessage message) {
        return Sent.CLOSED;
    }

    @Override
    public Sent send(SharedMessage message) {
        return Sent.CLOSED;
    }

    @Override
    public void holdReading() {
        pause.run();
    }

    @Override
    public void releaseReading() {
        resume.run();
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void violate(String message) {
        throw new IllegalStateException("a node cannot violate the protocol of sessions: " + message);
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        throw new IllegalStateException("a node cannot be ended like a session");
    }
}
