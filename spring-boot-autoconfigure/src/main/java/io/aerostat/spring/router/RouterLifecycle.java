package io.aerostat.spring.router;

import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.spring.WampRouterCustomizer;
import io.aerostat.spring.client.SessionLifecycle;
import io.aerostat.spring.failure.WampStartFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a router while the application context runs. The router starts before the session of the application, and ends
 * after the session. Started and stopped by the context; read by any thread.
 */
public final class RouterLifecycle implements SmartLifecycle, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RouterLifecycle.class);

    private static final int PHASE = SessionLifecycle.PHASE - 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** The time that sessions have to answer GOODBYE. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final RouterProperties properties;
    private final List<WampRouterCustomizer> customizers;
    private volatile @Nullable Router running;

    /** Creates the life cycle of a router. */
    public RouterLifecycle(RouterProperties properties, List<WampRouterCustomizer> customizers) {
        this.properties = properties;
        this.customizers = List.copyOf(customizers);
    }

    /** @throws WampStartFailed if a property cannot be used, or if the router cannot listen */
    @Override
    public void start() {
        if (running != null) {
            return;
        }
        Router router = begin();
        running = router;
        try {
            await(router.ready());
        } catch (WampStartFailed e) {
            stop();
            throw e;
        }
        router.listeners().forEach(listener -> LOG.info("the router listens on {}", listener.address()));
    }

    private Router begin() {
        RouterBuilder builder = Router.builder();
        try {
            builder.realm(
                    properties.realm(),
                    realm -> properties.roles().forEach((name, role) -> realm.role(role(name, role))));
            Integer port = properties.port();
            if (port != null) {
                builder.listen(
                        Listener.webSocket(new ListeningEndpoint.Tcp(properties.address(), port), Access.ANONYMOUS));
            }
            customizers.forEach(customizer -> customizer.customize(builder));
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new WampStartFailed("aerostat.router: " + e.getMessage(), "Correct aerostat.router.*.", e);
        }
    }

    private static Role role(String name, RouterProperties.Role role) {
        return role.allowAll()
                ? Role.allowingAll(name)
                : Role.withPermissions(
                        name,
                        role.permissions().stream()
                                .map(given -> new Permission(given.uri(), given.match(), given.allow()))
                                .toArray(Permission[]::new));
    }

    private void await(CompletableFuture<?> future) {
        try {
            future.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WampStartFailed(
                    "The embedded router does not start: " + cause.getMessage(),
                    "End the other program that uses the port, or set aerostat.router.port to another one.",
                    cause);
        } catch (TimeoutException e) {
            throw new WampStartFailed(
                    "The embedded router is not ready after " + DEADLINE, "Look for its messages in the log.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WampStartFailed("interrupted while the router starts", "Start the application again.", e);
        }
    }

    @Override
    public void stop() {
        Router ended = running;
        running = null;
        if (ended != null) {
            end(ended.close(FAREWELL));
        }
    }

    private static void end(CompletableFuture<?> closing) {
        try {
            closing.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the embedded router has not closed cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the router if the start of the application has failed: in this case, Spring calls only this method. */
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
     * Returns the router.
     *
     * @throws IllegalStateException if the application context does not run
     */
    public Router router() {
        Router present = running;
        if (present == null) {
            throw new IllegalStateException(
                    "there is no router, because the application context has not started or has been stopped");
        }
        return present;
    }

    /**
     * Returns the port on which the router listens.
     *
     * @throws IllegalStateException if the router does not listen
     */
    public int port() {
        return router().listeners().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("aerostat.router.port is missing (expected a port)"))
                .port();
    }
}
