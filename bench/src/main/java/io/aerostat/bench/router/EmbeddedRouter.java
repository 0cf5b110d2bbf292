package io.aerostat.bench.router;

import io.aerostat.bench.wamp.Credentials;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.SchemaContracts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Aerostat's router with only the permissions that the workloads need. WebSocket and RawSocket are on one port. With
 * {@code -Dbench.measure=true}, the router measures its calls and event loops, as a node with a metrics page does. With
 * {@code -Dbench.contracts=true}, the router checks the payloads of calls and events.
 */
public final class EmbeddedRouter implements AutoCloseable {
    private static final String ROLE = "anonymous";

    /** A schema that the payloads of the workloads fit: one text. */
    private static final String SCHEMA = """
            {"type": "object", "properties": {"args": {"type": "array", "prefixItems": [{"type": "string"}]}}}
            """;

    private final Router router;

    private EmbeddedRouter(Router router) {
        this.router = router;
    }

    /**
     * Starts the router.
     *
     * @param admissionPerSecond how many sessions may join in a second; a benchmark of joins needs more than the
     *     default
     * @param tls the TLS options of the listener, or null
     */
    public static EmbeddedRouter start(
            int port, int eventLoops, int admissionPerSecond, @Nullable ServerTlsOptions tls) {
        Role role = new Role.WithPermissions(
                ROLE,
                List.of(
                        new Permission("bench.", MatchPolicy.PREFIX, Set.of(Action.values())),
                        new Permission("bench", MatchPolicy.PREFIX, Set.of(Action.SUBSCRIBE))));
        Contracts contracts = Boolean.getBoolean("bench.contracts")
                ? new SchemaContracts(CheckOptions.DEFAULT)
                        .call("bench.", MatchPolicy.PREFIX, SCHEMA)
                        .event("bench.", MatchPolicy.PREFIX, SCHEMA)
                        .build()
                : Contracts.NONE;
        RouterBuilder builder = Router.builder()
                .realm("realm1", realm -> realm.role(role).contracts(contracts))
                .realm("realm2", realm -> realm.role(role)) // for a second load generator with the same procedures
                .eventLoops(eventLoops)
                .admission(new AdmissionLimits(admissionPerSecond, admissionPerSecond * 2, 10_000))
                .listen(new Listener("bench", endpoint(port, tls), transport()));
        if (Boolean.getBoolean("bench.measure")) {
            builder.measure();
        }
        Router router = builder.start();
        router.ready().join();
        return new EmbeddedRouter(router);
    }

    private static ListeningEndpoint endpoint(int port, @Nullable ServerTlsOptions tls) {
        ListeningEndpoint.Tcp plain = new ListeningEndpoint.Tcp("127.0.0.1", port);
        return tls == null ? plain : plain.withTls(tls);
    }

    private static Access access() {
        String authid = Credentials.AUTHID;
        return Access.by(
                new AuthenticationOptions.Anonymous(ROLE, null),
                new AuthenticationOptions.StaticWampCra(
                        Map.of(authid, new Account<>(authid, ROLE, CraSecret.plain(Credentials.SECRET)))),
                new AuthenticationOptions.StaticCryptosign(
                        List.of(new Account<>(authid, ROLE, Set.of(Credentials.PUBLIC_KEY))), null));
    }

    private static Transport transport() {
        return new Transport.Universal(
                Transport.RawSocket.of(access()), new Transport.Web(Map.of("/", PathService.WebSocket.of(access()))));
    }

    public int port() {
        return router.listeners().get(0).port();
    }

    @Override
    public void close() {
        router.close(Duration.ofSeconds(1)).join();
    }
}
