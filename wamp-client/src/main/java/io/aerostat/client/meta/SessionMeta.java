package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import java.util.List;
import java.util.function.Consumer;

/** The sessions of the realm (SM-1 to SM-5). Any thread. */
public final class SessionMeta {
    private final Session session;

    SessionMeta(Session session) {
        this.session = session;
    }

    /** Returns the number of sessions. If roles are given, counts only sessions with these roles. */
    public WampFuture<Long> count(String... authroles) {
        return Replies.call(session, filtered("wamp.session.count", authroles), Replies::count);
    }

    /** Returns the ids of the sessions. If roles are given, returns only the ids of sessions with these roles. */
    public WampFuture<List<Long>> list(String... authroles) {
        return Replies.call(session, filtered("wamp.session.list", authroles), Replies::ids);
    }

    private static Call filtered(String procedure, String... authroles) {
        Call call = Call.of(procedure);
        return authroles.length == 0 ? call : call.args(List.of(authroles));
    }

    /** Returns the details of a session. Fails with {@code wamp.error.no_such_session} if it does not exist. */
    public WampFuture<SessionInfo> get(long id) {
        return Replies.call(session, Call.of("wamp.session.get").args(id), SessionInfo.class);
    }

    /** Ends a session, which must not be the calling session itself (SM-1). */
    public WampFuture<Void> kill(long id, String reason, String message) {
        return Replies.run(
                session, killing("wamp.session.kill", reason, message).args(id));
    }

    /** Ends all sessions of an authid except the calling session. Completes with the ids of the ended sessions. */
    public WampFuture<List<Long>> killByAuthid(String authid, String reason, String message) {
        return Replies.call(
                session, killing("wamp.session.kill_by_authid", reason, message).args(authid), Replies::ids);
    }

    /** Ends all sessions of a role except the calling session. Completes with the number of ended sessions. */
    public WampFuture<Long> killByAuthrole(String authrole, String reason, String message) {
        return Replies.call(
                session,
                killing("wamp.session.kill_by_authrole", reason, message).args(authrole),
                Replies::count);
    }

    /** Ends all sessions except the calling session. Completes with the number of ended sessions. */
    public WampFuture<Long> killAll(String reason, String message) {
        return Replies.call(session, killing("wamp.session.kill_all", reason, message), Replies::count);
    }

    private static Call killing(String procedure, String reason, String message) {
        return Call.of(procedure).kwarg("reason", reason).kwarg("message", message);
    }

    /** Calls a handler for each session that joins the realm. */
    public WampFuture<Subscription> onJoin(Consumer<SessionInfo> handler) {
        return session.subscribe(
                "wamp.session.on_join", event -> handler.accept(Replies.read(event, 0, SessionInfo.class)));
    }

    /** Calls a handler for each session that leaves the realm. */
    public WampFuture<Subscription> onLeave(Consumer<SessionEnd> handler) {
        return session.subscribe(
                "wamp.session.on_leave",
                event -> handler.accept(new SessionEnd(
                        event.arg(0, Long.class),
                        event.arguments().optionalArg(1, String.class),
                        event.arguments().optionalArg(2, String.class))));
    }
}
