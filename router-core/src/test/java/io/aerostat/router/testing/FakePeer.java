package io.aerostat.router.testing;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
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

/** A session that records the messages, violations and kills that it receives. Only its loop may send to it. */
public final class FakePeer implements Peer {
    /** All client roles with all their features. */
    public static final Roles ALL_ROLES =
            Roles.complete(EnumSet.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    private final long id;
    private final EventExecutor loop;
    private final Roles roles;
    private final TransportInfo transport;
    private final List<WampMessage> received = new ArrayList<>();
    private final List<SharedMessage> shared = new ArrayList<>();
    private final Queue<Sent> outcomes = new ArrayDeque<>();
    private Consumer<WampMessage> onMessage = message -> {};
    private Function<WampMessage, Sent> fate = message -> Sent.OK;
    private Principal principal;
    private @Nullable String violation;
    private @Nullable String killed;
    private @Nullable String killMessage;
    private int readingHolds;
    private long pendingBytes;
    private boolean live = true;

    /** Creates a session with the authid {@code user<id>} and the role {@code role<id>}. */
    public FakePeer(long id, EventExecutor loop, Roles roles) {
        this(id, "user" + id, "role" + id, roles, loop);
    }

    public FakePeer(long id, String authid, String authrole, Roles roles, EventExecutor loop) {
        this(
                id,
                new Principal("realm1", authid, authrole, "anonymous", "static", Map.of()),
                roles,
                TransportInfo.local(),
                loop);
    }

    public FakePeer(long id, Principal principal, Roles roles, TransportInfo transport, EventExecutor loop) {
        this.id = id;
        this.principal = principal;
        this.roles = roles;
        this.transport = transport;
        this.loop = loop;
    }

    /** Returns all client roles, each with exactly the given features. */
    public static Roles announcing(Feature... features) {
        Map<Role, Set<Feature>> all = new EnumMap<>(Role.class);
        ALL_ROLES.features().keySet().forEach(role -> all.put(role, Set.of(features)));
        return new Roles(all);
    }

    /** Returns all client roles with all features, except the given features of one role. */
    public static Roles without(Role role, Feature... features) {
        Map<Role, Set<Feature>> all = new EnumMap<>(ALL_ROLES.features());
        EnumSet<Feature> rest = EnumSet.copyOf(all.get(role));
        rest.removeAll(Arrays.asList(features));
        all.put(role, rest);
        return new Roles(all);
    }

    public List<WampMessage> received() {
        return received;
    }

    /** Returns the messages that have arrived since the last call of this method. */
    public List<WampMessage> take() {
        List<WampMessage> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    /** Returns the messages that were sent as shared messages. */
    public List<SharedMessage> shared() {
        return shared;
    }

    /** Sets the outcomes of the next sends, in order. */
    public void fail(Sent... next) {
        outcomes.addAll(Arrays.asList(next));
    }

    /** Sets the outcome of all further sends. */
    public void failWith(Sent outcome) {
        fate = message -> outcome;
    }

    /** Sets a function that decides the outcome of each send. */
    public void fate(Function<WampMessage, Sent> decision) {
        fate = decision;
    }

    /** Sets an action to run while a message is being sent, because an in-process peer may answer at once. */
    public void onMessage(Consumer<WampMessage> reaction) {
        onMessage = reaction;
    }

    /** Gives the session the role of the router's own sessions. */
    public void trust() {
        principal = new Principal(
                principal.realm(), principal.authid(), Principal.TRUSTED, "anonymous", "static", Map.of());
    }

    /** Ends the session. Every further send has the outcome CLOSED. */
    public void end() {
        live = false;
    }

    /** Returns the number of outstanding requests to pause reading from this client. */
    public int readingHolds() {
        return readingHolds;
    }

    public boolean isHeld() {
        return readingHolds > 0;
    }

    public @Nullable String violation() {
        return violation;
    }

    /** Returns the reason with which the session was killed; null if it was not killed. */
    public @Nullable String killed() {
        return killed;
    }

    public @Nullable String killMessage() {
        return killMessage;
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
        return transport;
    }

    @Override
    public EventExecutor loop() {
        return loop;
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
    public Sent send(WampMessage message) {
        if (!loop.inEventLoop()) {
            throw new AssertionError("sent off the loop: " + message);
        }
        if (!live) {
            return Sent.CLOSED;
        }
        Sent outcome = outcomes.isEmpty() ? fate.apply(message) : outcomes.remove();
        if (outcome != Sent.OK) {
            return outcome;
        }
        received.add(message);
        onMessage.accept(message);
        return Sent.OK;
    }

    /** Sets the size of the client's backlog. */
    public void pendingBytes(long bytes) {
        pendingBytes = bytes;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
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
        killMessage = message;
    }
}
