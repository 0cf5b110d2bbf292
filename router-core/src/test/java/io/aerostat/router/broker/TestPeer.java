package io.aerostat.router.broker;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session that keeps what it is sent. */
public final class TestPeer implements Peer {
    /** Announces everything. */
    public static final Roles ALL = Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER));

    private final long id;
    private final String authid;
    private final String authrole;
    private final Roles roles;
    private final EventExecutor loop;
    private final List<WampMessage> received = new ArrayList<>();
    private final List<SharedMessage> shared = new ArrayList<>();
    private Sent outcome = Sent.OK;
    private Runnable onSend = () -> {};
    private @Nullable String violation;
    private @Nullable String killed;
    private int holds;

    public TestPeer(long id, String authid, String authrole, Roles roles, EventExecutor loop) {
        this.id = id;
        this.authid = authid;
        this.authrole = authrole;
        this.roles = roles;
        this.loop = loop;
    }

    /** Subscriber and publisher that announces only these. */
    static Roles announcing(Feature... features) {
        return new Roles(Map.of(Role.PUBLISHER, Set.of(features), Role.SUBSCRIBER, Set.of(features)));
    }

    List<WampMessage> received() {
        return received;
    }

    /** The messages as they are shared with other receivers. */
    List<SharedMessage> shared() {
        return shared;
    }

    @Nullable
    String violation() {
        return violation;
    }

    @Nullable
    String killed() {
        return killed;
    }

    boolean isHeld() {
        return holds > 0;
    }

    void failWith(Sent outcome) {
        this.outcome = outcome;
    }

    /** Does something in the middle of a send. */
    void onSend(Runnable action) {
        onSend = action;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Principal principal() {
        return new Principal("realm1", authid, authrole, "anonymous", "static", Map.of());
    }

    @Override
    public Roles roles() {
        return roles;
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
        if (!loop.inEventLoop()) {
            throw new AssertionError("sent off the loop: " + message);
        }
        onSend.run();
        if (outcome == Sent.OK) {
            received.add(message);
        }
        return outcome;
    }

    @Override
    public Sent send(SharedMessage message) {
        Sent sent = send(message.message());
        if (sent == Sent.OK) {
            shared.add(message);
        }
        return sent;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void violate(String message) {
        violation = message;
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        killed = reason;
    }

    @Override
    public void holdReading() {
        holds++;
    }

    @Override
    public void releaseReading() {
        holds--;
    }
}
