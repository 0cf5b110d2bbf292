package io.aerostat.router.dealer;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session that keeps what it is sent. */
final class FakePeer implements Peer {
    private final long id;
    private final EventExecutor loop;
    private final Roles roles;
    private final List<WampMessage> received = new ArrayList<>();
    private final Queue<Sent> failures = new ArrayDeque<>();
    private Consumer<WampMessage> onMessage = message -> {};
    private Function<WampMessage, Sent> fate = message -> Sent.OK;
    private @Nullable String violation;
    private @Nullable String killed;
    private String authrole;
    private int readingHolds;
    private boolean live = true;

    FakePeer(long id, EventExecutor loop, Roles roles) {
        this.id = id;
        this.loop = loop;
        this.roles = roles;
        this.authrole = "role" + id;
    }

    /** All client roles with every feature of remote calls. */
    static Roles everything() {
        return Roles.complete(EnumSet.of(Role.CALLER, Role.CALLEE));
    }

    static Roles nothing() {
        return new Roles(Map.of(Role.CALLER, Set.of(), Role.CALLEE, Set.of()));
    }

    static Roles without(Role role, Feature... features) {
        Map<Role, Set<Feature>> all = new EnumMap<>(everything().features());
        EnumSet<Feature> rest = EnumSet.copyOf(all.get(role));
        rest.removeAll(Arrays.asList(features));
        all.put(role, rest);
        return new Roles(all);
    }

    List<WampMessage> received() {
        return received;
    }

    /** What was received since the last time this was asked. */
    List<WampMessage> take() {
        List<WampMessage> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    /** The next messages meet these ends. */
    void fail(Sent... outcomes) {
        failures.addAll(Arrays.asList(outcomes));
    }

    /** Decides what becomes of each message. */
    void fate(Function<WampMessage, Sent> decision) {
        fate = decision;
    }

    /** Reacts to a message while it is being sent, as an in-process peer may. */
    void onMessage(Consumer<WampMessage> reaction) {
        onMessage = reaction;
    }

    /** Makes it one of the router's own sessions. */
    void trust() {
        authrole = Principal.TRUSTED;
    }

    void end() {
        live = false;
    }

    /** How often its client is asked not to be read. */
    int readingHolds() {
        return readingHolds;
    }

    @Nullable
    String violation() {
        return violation;
    }

    @Nullable
    String killed() {
        return killed;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Principal principal() {
        return new Principal("realm1", "user" + id, authrole, "anonymous", "static", Map.of());
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
        if (!live) {
            return Sent.CLOSED;
        }
        Sent failure = failures.isEmpty() ? fate.apply(message) : failures.remove();
        if (failure != Sent.OK) {
            return failure;
        }
        received.add(message);
        onMessage.accept(message);
        return Sent.OK;
    }

    @Override
    public Sent send(SharedMessage message) {
        return send(message.message());
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void violate(String message) {
        violation = message;
    }

    @Override
    public void holdReading() {
        readingHolds++;
    }

    @Override
    public void releaseReading() {
        readingHolds--;
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        killed = reason;
    }
}
