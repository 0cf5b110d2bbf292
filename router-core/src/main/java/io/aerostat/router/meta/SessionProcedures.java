package io.aerostat.router.meta;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.DroppedEvents;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The procedures {@code wamp.session.…}. They show sessions, end them (SM-1 to SM-5), and extend them with a fresh
 * token. Trusted sessions are neither shown nor ended.
 */
final class SessionProcedures implements ProcedureGroup {
    private static final List<String> URIS = List.of(
            "wamp.session.count",
            "wamp.session.list",
            "wamp.session.get",
            "wamp.session.kill",
            "wamp.session.kill_by_authid",
            "wamp.session.kill_by_authrole",
            "wamp.session.kill_all",
            "wamp.session.renew_token");

    /** The reason and message of the GOODBYE for a killed session. */
    private record Farewell(String reason, @Nullable String message) {}

    private final SessionDirectory sessions;
    private final Broker broker;

    SessionProcedures(SessionDirectory sessions, Broker broker) {
        this.sessions = sessions;
        this.broker = broker;
    }

    @Override
    public List<String> uris() {
        return URIS;
    }

    @Override
    public CompletionStage<PayloadValues> call(String uri, ServiceCaller caller, PayloadValues values) {
        return switch (uri) {
            case "wamp.session.count" -> count(caller, values);
            case "wamp.session.list" -> list(caller, values);
            case "wamp.session.get" -> get(caller, values);
            case "wamp.session.kill" -> kill(caller, values);
            case "wamp.session.kill_by_authid" -> killByAuthid(caller, values);
            case "wamp.session.kill_by_authrole" -> killByAuthrole(caller, values);
            case "wamp.session.kill_all" -> killAll(caller, values);
            // This is an extension: the specification has no tokens that expire.
            case "wamp.session.renew_token" -> renewToken(caller, values);
            default -> throw new IllegalArgumentException(uri);
        };
    }

    private CompletionStage<PayloadValues> count(ServiceCaller caller, PayloadValues values) {
        return Results.of((long) ofRoles(new Arguments(values)).size());
    }

    private CompletionStage<PayloadValues> list(ServiceCaller caller, PayloadValues values) {
        return Results.of(ofRoles(new Arguments(values)).stream().map(Peer::id).toList());
    }

    private Collection<Peer> ofRoles(Arguments arguments) {
        List<String> roles = arguments.optionalTexts(0, "filter_authroles");
        return visible(peer -> roles == null || roles.contains(peer.principal().authrole()));
    }

    private CompletionStage<PayloadValues> get(ServiceCaller caller, PayloadValues values) {
        long id = new Arguments(values).id(0, "session");
        Peer session = find(id);
        DroppedEvents dropped =
                broker.session(id).map(BrokerSession::droppedEvents).orElse(DroppedEvents.NONE);
        return Results.of(SessionDictionary.of(session, dropped, sessions.tooFastRequests(session)));
    }

    private CompletionStage<PayloadValues> kill(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        long id = arguments.sessionId(0, "session");
        Farewell farewell = farewell(arguments, 1);
        if (id == caller.session()) {
            throw new ServiceException(ErrorUris.NO_SUCH_SESSION, "session: found the caller's own (expected another)");
        }
        kill(caller, find(id), farewell);
        return Results.nothing();
    }

    private CompletionStage<PayloadValues> killByAuthid(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        String authid = arguments.text(0, "authid");
        Farewell farewell = farewell(arguments, 1);
        Collection<Peer> killed =
                others(caller, peer -> Objects.equals(authid, peer.principal().authid()));
        killed.forEach(peer -> kill(caller, peer, farewell));
        return Results.of(killed.stream().map(Peer::id).toList());
    }

    private CompletionStage<PayloadValues> killByAuthrole(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        String authrole = arguments.text(0, "authrole");
        Farewell farewell = farewell(arguments, 1);
        Collection<Peer> killed =
                others(caller, peer -> Objects.equals(authrole, peer.principal().authrole()));
        killed.forEach(peer -> kill(caller, peer, farewell));
        return Results.of((long) killed.size());
    }

    private CompletionStage<PayloadValues> killAll(ServiceCaller caller, PayloadValues values) {
        Farewell farewell = farewell(new Arguments(values), 0);
        Collection<Peer> killed = others(caller, peer -> true);
        killed.forEach(peer -> peer.run(() -> {
            sessions.killed(peer, caller.session(), farewell.reason);
            sessions.endWithAll(peer, farewell.reason, farewell.message);
        }));
        return Results.of((long) killed.size());
    }

    /** Extends the session with a fresh token (P30). */
    private CompletionStage<PayloadValues> renewToken(ServiceCaller caller, PayloadValues values) {
        String token = new Arguments(values).text(0, "token");
        Peer session = sessions.find(caller.session())
                .orElseThrow(() -> new ServiceException(ErrorUris.NO_SUCH_SESSION, "the caller has left"));
        return OnLoop.of(session, () -> sessions.renew(session, token))
                .thenCompose(renewed -> renewed)
                .thenApply(until -> Results.values(until.getEpochSecond()));
    }

    private static Farewell farewell(Arguments arguments, int position) {
        String reason = arguments.optionalReason(position);
        return new Farewell(
                reason == null ? CloseUris.KILLED : reason, arguments.optionalText(position + 1, "message")); // SM-1
    }

    private void kill(ServiceCaller caller, Peer session, Farewell farewell) {
        session.run(() -> {
            sessions.killed(session, caller.session(), farewell.reason);
            session.kill(farewell.reason, farewell.message);
        });
    }

    private Peer find(long id) {
        Peer session = sessions.find(id).orElse(null);
        if (session == null || session.principal().isTrusted()) {
            throw new ServiceException(
                    ErrorUris.NO_SUCH_SESSION, "no session with ID " + id + " exists on this router");
        }
        return session;
    }

    private Collection<Peer> others(ServiceCaller caller, Predicate<Peer> wanted) {
        return visible(peer -> peer.id() != caller.session() && wanted.test(peer));
    }

    private Collection<Peer> visible(Predicate<Peer> wanted) {
        return sessions.all().stream()
                .<Peer>map(peer -> peer)
                .filter(peer -> !peer.principal().isTrusted())
                .filter(wanted)
                .toList();
    }
}
