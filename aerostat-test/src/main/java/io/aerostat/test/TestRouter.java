package io.aerostat.test;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.Connectors;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.router.Router;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A router with one realm, in the process of a test. Sessions join without a socket; with
 * {@link TestRouterBuilder#listening()}, clients can also connect to a free port. The messages of the sessions are
 * recorded; see {@link #wire()}. Any thread.
 *
 * <pre>{@code
 * try (TestRouter router = TestRouter.start()) {
 *     Session session = router.join();
 * }
 * }</pre>
 */
public final class TestRouter implements AutoCloseable {
    /** The name of the realm, unless the builder sets another one. */
    public static final String REALM = "realm1";
    /**
     * The role of sessions, unless the test names another one. This role may do everything, unless the builder sets its
     * permissions.
     */
    public static final String DEFAULT_ROLE = "anonymous";

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** The time that sessions have to answer GOODBYE before the router ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Router router;
    private final String realm;
    private final Set<String> roles;
    private final ObjectMapping mapping;
    private final ClientRuntime runtime = ClientRuntime.create("test-client");
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final WireLog wire = new WireLog();

    TestRouter(Router router, String realm, Set<String> roles, ObjectMapping mapping) {
        this.router = router;
        this.realm = realm;
        this.roles = roles;
        this.mapping = mapping;
    }

    /** Starts a router with the default options. */
    public static TestRouter start() {
        return builder().start();
    }

    /** Returns a builder of a router. */
    public static TestRouterBuilder builder() {
        return new TestRouterBuilder();
    }

    /** Joins in the role {@link #DEFAULT_ROLE}. */
    public Session join() {
        return join(DEFAULT_ROLE);
    }

    /**
     * Joins without a socket.
     *
     * @param role a role of the realm, or {@code trusted}, which may do everything
     * @throws IllegalArgumentException if the realm does not have the role
     */
    public Session join(String role) {
        return join(role, null);
    }

    /** Does the same as {@link #join(String)}, with an authid; null gives the session a random one. */
    public Session join(String role, @Nullable String authid) {
        return joined(client(role, authid));
    }

    /**
     * Joins over a socket, as the clients of a running router do.
     *
     * @throws IllegalStateException if the router does not listen
     */
    public Session joinByUrl() {
        String name = wire.name("client");
        return joined(builder(name, Connectors.to(url(), ConnectorOptions.DEFAULT, runtime)));
    }

    private Session joined(ClientBuilder builder) {
        Client client = builder.build();
        clients.add(client);
        Session session = client.join().await(DEADLINE);
        wire.add(session);
        return session;
    }

    /**
     * Returns a builder of a client of this router, for tests that pass a client to a program, or that need options
     * that {@link #join} does not have. The messages of the client are recorded. The caller closes the client.
     *
     * @param role as for {@link #join(String)}
     */
    public ClientBuilder client(String role) {
        return client(role, null);
    }

    private ClientBuilder client(String role, @Nullable String authid) {
        return builder(wire.name(authid == null ? role : authid), Connectors.inProcess(local(role, authid), runtime));
    }

    private ClientBuilder builder(String name, Connector connector) {
        return Client.builder()
                .realm(realm)
                .runtime(runtime)
                .objectMapping(mapping)
                .connector(new RecordedConnector(connector, wire, name));
    }

    /**
     * Returns a connector for {@link ClientBuilder#router}, for a program that makes its own client. Messages are not
     * recorded.
     *
     * @param role as for {@link #join(String)}
     */
    public LocalConnector local(String role, @Nullable String authid) {
        if (!roles.contains(role) && !role.equals(Principal.TRUSTED)) {
            throw new IllegalArgumentException("role: found \"" + role + "\" (expected " + String.join(", ", roles)
                    + " or " + Principal.TRUSTED + ")");
        }
        return router.local(authid, role);
    }

    /**
     * Returns the URL of the router, such as {@code ws://127.0.0.1:41234/}.
     *
     * @throws IllegalStateException if the router does not listen
     */
    public String url() {
        return router.listeners().stream()
                .findFirst()
                .map(listener -> "ws://127.0.0.1:" + listener.port() + "/")
                .orElseThrow(() -> new IllegalStateException("the router has no listener, so it has no URL"
                        + " (expected TestRouter.builder().listening() or @WampRouter(listens = true))"));
    }

    /** Returns the name of the realm. */
    public String realm() {
        return realm;
    }

    /** Returns the router itself, for the methods that this class does not have. */
    public Router router() {
        return router;
    }

    /** Returns the last messages of the sessions that this object has made. */
    public WireLog wire() {
        return wire;
    }

    /** Ends the sessions, the router and their threads. */
    @Override
    public void close() {
        clients.forEach(Client::close);
        await(router.close(FAREWELL));
        runtime.close();
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the router has not ended after " + DEADLINE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the router", e);
        }
    }
}
