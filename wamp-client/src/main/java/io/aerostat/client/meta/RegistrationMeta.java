package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registrations of the realm (RM-1 to RM-4). Any thread. */
public final class RegistrationMeta {
    private final Session session;

    RegistrationMeta(Session session) {
        this.session = session;
    }

    /** Returns the ids of all registrations of the realm. */
    public WampFuture<IdsByMatch> list() {
        return Replies.call(session, Call.of("wamp.registration.list"), IdsByMatch.class);
    }

    /** Returns the id of the registration of exactly this URI or pattern. */
    public WampFuture<Optional<Long>> lookup(String uri, MatchPolicy match) {
        return Replies.call(
                session, Call.of("wamp.registration.lookup").args(uri, Map.of("match", match.wire())), Replies::id);
    }

    /** Returns the id of the registration that a call of {@code procedure} would reach. */
    public WampFuture<Optional<Long>> match(String procedure) {
        return Replies.call(session, Call.of("wamp.registration.match").args(procedure), Replies::id);
    }

    /**
     * Returns the details of a registration. Fails with {@code wamp.error.no_such_registration} if it does not exist.
     */
    public WampFuture<RegistrationInfo> get(long id) {
        return Replies.call(session, Call.of("wamp.registration.get").args(id), RegistrationInfo.class);
    }

    /** Returns the session ids of the callees of a registration. */
    public WampFuture<List<Long>> listCallees(long id) {
        return Replies.call(session, Call.of("wamp.registration.list_callees").args(id), Replies::ids);
    }

    /** Returns the number of callees of a registration. */
    public WampFuture<Long> countCallees(long id) {
        return Replies.call(session, Call.of("wamp.registration.count_callees").args(id), Replies::count);
    }

    /** Removes a callee from a registration; the router notifies the callee (REV-4). */
    public WampFuture<Void> removeCallee(long id, long callee, String reason) {
        return Replies.run(
                session,
                Call.of("wamp.registration.remove_callee").args(id, callee).kwarg("reason", reason));
    }

    /** Calls the handler when a procedure or pattern has its first callee. */
    public WampFuture<Subscription> onCreate(Change<RegistrationInfo> handler) {
        return session.subscribe(
                "wamp.registration.on_create",
                event -> handler.accept(event.arg(0, Long.class), Replies.read(event, 1, RegistrationInfo.class)));
    }

    /** Calls a handler for each session that is added to a registration. */
    public WampFuture<Subscription> onRegister(Change<Long> handler) {
        return ids("wamp.registration.on_register", handler);
    }

    /** Calls a handler for each session that is removed from a registration. */
    public WampFuture<Subscription> onUnregister(Change<Long> handler) {
        return ids("wamp.registration.on_unregister", handler);
    }

    /** Calls the handler when a procedure or pattern has lost its last callee. */
    public WampFuture<Subscription> onDelete(Change<Long> handler) {
        return ids("wamp.registration.on_delete", handler);
    }

    private WampFuture<Subscription> ids(String topic, Change<Long> handler) {
        return session.subscribe(topic, event -> handler.accept(event.arg(0, Long.class), event.arg(1, Long.class)));
    }
}
