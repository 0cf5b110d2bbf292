package io.aerostat.spring.client;

import io.aerostat.client.session.Session;
import io.aerostat.spring.handler.BeanHandlers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Joins when the application context starts, and leaves when it stops. The session starts before a web server accepts
 * requests, and ends after the web server. Started and stopped by the context; read by any thread.
 */
public final class SessionLifecycle implements SmartLifecycle, DisposableBean {
    /** The phase of the session: before the web server, which starts in the phase {@code DEFAULT_PHASE - 2048}. */
    public static final int PHASE = DEFAULT_PHASE - 4096;

    private final ClientFactory clients;
    private final BeanHandlers handlers;
    private volatile @Nullable RunningSession running;

    /**
     * Creates the life cycle of an application's session.
     *
     * @param handlers the handlers to bind
     */
    public SessionLifecycle(ClientFactory clients, BeanHandlers handlers) {
        this.clients = clients;
        this.handlers = handlers;
    }

    /** @throws io.aerostat.spring.failure.WampStartFailed if the session does not join or a handler is not bound */
    @Override
    public void start() {
        if (running != null) {
            return;
        }
        RunningSession started = RunningSession.begin(clients, handlers.handlers());
        running = started;
        try {
            started.await();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public void stop() {
        RunningSession ended = running;
        running = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Stops the session if the start of the application has failed: in this case, Spring calls only this method. */
    @Override
    public void destroy() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /**
     * Returns the present session.
     *
     * @throws IllegalStateException if the application context does not run, or if the session has not joined yet
     */
    public Session session() {
        RunningSession present = running;
        if (present == null) {
            throw new IllegalStateException(
                    "there is no session, because the application context has not started or has been stopped");
        }
        return present.session();
    }

    /** Returns the state of the session; empty if the application context does not run. */
    public Optional<SessionStatus> status() {
        return Optional.ofNullable(running).map(RunningSession::status);
    }
}
