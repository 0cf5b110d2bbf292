package io.aerostat.command;

import io.aerostat.client.Client;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A router with WebSocket, RawSocket and a Unix domain socket, and a session in the same process. */
final class TestRouter implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Router router;
    private final Client client;
    final Session session;
    final Path socket;

    TestRouter(Path folder) throws Exception {
        socket = folder.resolve("router.sock");
        List<AuthenticationOptions> methods = List.of(
                new AuthenticationOptions.Anonymous("user", null),
                new AuthenticationOptions.StaticTicket(Map.of("tina", account("tina", "ticket1"))),
                new AuthenticationOptions.StaticWampCra(
                        Map.of("carl", account("carl", new CraSecret("secret1", null)))));
        Access access = Access.by(methods.toArray(AuthenticationOptions[]::new));
        router = Router.builder()
                .realm("realm1", realm -> realm.role(everything("user")))
                .listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), access)
                        .withName("ws"))
                .listen(Listener.rawSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), access)
                        .withName("rs"))
                .listen(Listener.rawSocket(new ListeningEndpoint.Unix(socket), access)
                        .withName("unix"))
                .start();
        router.ready().get(SECONDS, TimeUnit.SECONDS);
        client = Client.builder()
                .router(router.local("service", "trusted"))
                .realm("realm1")
                .build();
        session = client.join().get(SECONDS, TimeUnit.SECONDS);
    }

    private static <C> Account<C> account(String authid, C credential) {
        return new Account<>(null, authid, "user", Map.of(), credential);
    }

    private static Role everything(String name) {
        List<Permission> permissions = new ArrayList<>();
        permissions.add(new Permission("com.", MatchPolicy.PREFIX, Set.of(Action.values())));
        permissions.add(new Permission("wamp.", MatchPolicy.PREFIX, Set.of(Action.CALL, Action.SUBSCRIBE)));
        return Role.withPermissions(name, permissions.toArray(Permission[]::new));
    }

    /** Ends the sessions of an authid, as an operator does. */
    void killByAuthid(String authid) throws Exception {
        session.call(Call.of("wamp.session.kill_by_authid").args(authid).kwarg("reason", "wamp.close.killed"))
                .get(SECONDS, TimeUnit.SECONDS);
    }

    String webSocket() {
        return "ws://127.0.0.1:" + port("ws") + "/";
    }

    String rawSocket() {
        return "rs://127.0.0.1:" + port("rs");
    }

    private int port(String name) {
        return router.listeners().stream()
                .filter(listener -> listener.listener().name().equals(name))
                .findFirst()
                .orElseThrow()
                .port();
    }

    @Override
    public void close() throws Exception {
        client.close();
        router.close(Duration.ofSeconds(5)).get(SECONDS, TimeUnit.SECONDS);
    }
}
