package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.meta.SessionDirectory;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.joined.RouterSession;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The joined sessions of a realm. Any thread. */
final class JoinedSessions implements SessionDirectory {
    private final Observers observers;
    private final ConcurrentMap<Long, RouterSession> byId = new ConcurrentHashMap<>();

    JoinedSessions(Observers observers) {
        this.observers = observers;
    }

    void add(RouterSession session) {
        byId.put(session.id(), session);
    }

    void remove(RouterSession session) {
        byId.remove(session.id(), session);
    }

    @Override
    public Collection<RouterSession> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    @Override
    public Optional<RouterSession> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public CompletionStage<Instant> renew(Peer session, String proof) {
        return find(session.id())
                .map(joined -> joined.renew(proof))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new ServiceException(ErrorUris.NO_SUCH_SESSION, "the caller has left")));
    }

    @Override
    public long tooFastRequests(Peer session) {
        return find(session.id()).map(RouterSession::tooFastRequests).orElse(0L);
    }

    /** Ends the sessions whose role has been removed from the realm. */
    void endSessionsOf(List<String> removedRoles) {
        for (RouterSession session : byId.values()) {
            Principal principal = session.principal();
            if (removedRoles.contains(principal.authrole())) {
                session.run(() -> session.end(
                        ErrorUris.NO_SUCH_ROLE,
                        "realm \"" + principal.realm() + "\" has no role \"" + principal.authrole() + "\" any more",
                        LeaveReason.KILLED));
            }
        }
    }

    /**
     * Ends all sessions, because the realm is closing.
     *
     * @param loops the loops of the sessions
     * @return completes when all sessions have ended, including those that were leaving already; never fails
     */
    CompletableFuture<Void> endAll(EventExecutorGroup loops) {
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (EventExecutor loop : loops) {
            try {
                ended.add(CompletableFuture.runAsync(() -> endAllOf(loop), loop).exceptionally(failure -> null));
            } catch (RejectedExecutionException e) {
                continue; // the sessions have ended with their loop
            }
        }
        return CompletableFuture.allOf(ended.toArray(CompletableFuture<?>[]::new));
    }

    private void endAllOf(EventExecutor loop) {
        for (RouterSession session : byId.values()) {
            if (session.loop() == loop) {
                session.end(CloseUris.CLOSE_REALM, "the realm is closed", LeaveReason.SHUTDOWN);
            }
        }
    }

    @Override
    public void killed(Peer session, long by, String reason) {
        find(session.id()).map(RouterSession::observed).ifPresent(observed -> observers.killed(observed, by, reason));
    }

    @Override
    public void endWithAll(Peer session, String reason, @Nullable String message) {
        find(session.id()).ifPresent(joined -> joined.end(reason, message, LeaveReason.KILLED_WITH_ALL));
    }
}
