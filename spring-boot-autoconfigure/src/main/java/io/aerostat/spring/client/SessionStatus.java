package io.aerostat.spring.client;

import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the events of the session after each start, and forwards them to the listeners of the application. Changed by
 * one thread at a time; read by any thread.
 */
public final class SessionStatus implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStatus.class);

    private final List<SessionListener> listeners;
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private volatile @Nullable SessionDetails details;
    private volatile String problem = "the session has not joined yet";

    SessionStatus(List<SessionListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Returns the details of the session; empty if it is not joined at the moment. */
    public Optional<SessionDetails> joined() {
        return Optional.ofNullable(details);
    }

    /** Returns why the session or a method of a bean cannot be used; empty if all of them can be used. */
    public String problem() {
        return problem;
    }

    /** Completes when the first attempt to join has succeeded or failed. */
    CompletableFuture<Void> firstAttempt() {
        return firstAttempt;
    }

    /** Called when a method of a bean is not bound, although the session has joined. */
    void notBound(Throwable cause) {
        problem = String.valueOf(cause.getMessage());
    }

    @Override
    public void connected() {
        tell(SessionListener::connected);
    }

    @Override
    public void joined(SessionDetails session) {
        details = session;
        problem = "";
        LOG.info(
                "joined realm {} as {} with the role {}, session {}",
                session.realm(),
                session.authid(),
                session.authrole(),
                session.id());
        tell(listener -> listener.joined(session));
        firstAttempt.complete(null);
    }

    @Override
    public void left(CloseReason reason) {
        details = null;
        problem = reason.message().isEmpty() ? reason.uri() : reason.uri() + ": " + reason.message();
        if (reason.byRouter()) {
            LOG.warn("the session has ended: {}", problem);
        }
        tell(listener -> listener.left(reason));
    }

    @Override
    public void retrying(Throwable cause, Duration delay) {
        problem = String.valueOf(cause.getMessage());
        LOG.warn("no session: {}; the next attempt follows in {}", problem, delay);
        tell(listener -> listener.retrying(cause, delay));
        firstAttempt.complete(null);
    }

    @Override
    public void notRestored(String uri, Throwable cause) {
        problem = uri + " was not restored: " + cause.getMessage();
        tell(listener -> listener.notRestored(uri, cause));
    }

    @Override
    public void closed(Optional<Throwable> cause) {
        if (cause.isPresent()) {
            problem = String.valueOf(cause.get().getMessage());
            LOG.error("the session has ended, and no attempt to join follows: {}", problem);
        }
        tell(listener -> listener.closed(cause));
        firstAttempt.complete(null);
    }

    private void tell(Consumer<SessionListener> event) {
        for (SessionListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a session listener failed", e);
            }
        }
    }
}
