package io.aerostat.router.meta;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session that does everything at once and keeps what happens to it. */
final class MetaPeer implements Peer {
    static final Roles ALL = Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    final List<WampMessage> received = new ArrayList<>();

    @Nullable
    String killed;

    private final long id;
    private final Principal principal;
    private final Roles roles;
    private Sent outcome = Sent.OK;

    MetaPeer(long id, String authid, String authrole, Roles roles) {
        this.id = id;
        this.principal = new Principal(
                "realm1", authid, authrole, "ticket", "static", Map.of("token", "a secret of the WELCOME"));
        this.roles = roles;
    }

    static Roles announcing(Feature... features) {
        return new Roles(Map.of(Role.SUBSCRIBER, Set.of(features), Role.CALLEE, Set.of(features)));
    }

    void failWith(Sent sent) {
        outcome = sent;
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
        return roles;
    }

    @Override
    public TransportInfo transport() {
        return new TransportInfo(
                "tcp",
                "websocket",
                "tcp4:127.0.0.1:50000",
                "tcp4:127.0.0.1:8080",
                false,
                "wamp.2.cbor",
                Map.of("authorization", "secret header"),
                "secret cookie",
                List.of());
    }

    @Override
    public EventExecutor loop() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public Sent send(WampMessage message) {
        if (outcome == Sent.OK) {
            received.add(message);
        }
        return outcome;
    }

    @Override
    public Sent send(SharedMessage message) {
        return send(message.message());
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void violate(String message) {
        throw new AssertionError(message);
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        killed = reason + " " + message;
    }
}
