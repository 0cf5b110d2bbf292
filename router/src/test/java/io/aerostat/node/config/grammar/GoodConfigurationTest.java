package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.host.process.Stdin;
import io.aerostat.host.supervision.NodeShutdownPolicy.Trigger;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.Connection;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerShutdown;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.ListeningEndpoint;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.OutputUse;
import io.aerostat.node.config.PathService;
import io.aerostat.node.config.Permission;
import io.aerostat.node.config.RealmSettings;
import io.aerostat.node.config.RoleAuthorization;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Secret;
import io.aerostat.node.config.SerializerName;
import io.aerostat.node.config.Transport;
import io.aerostat.node.config.WebSocketOptions;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Surroundings;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code good/everything.json} has every key; here is what becomes of it. */
class GoodConfigurationTest {
    private static final Path FOLDER = Path.of("src/test/resources/good").toAbsolutePath();
    private static final Map<String, String> VARIABLES =
            Map.of("TOKEN", "t0ps3cret", "PORT", "9443", "SOCKETS", "/run/sockets");

    private static ConfigurationFile file = read("{}");
    private static NodeConfiguration node = new NodeConfiguration(Controller.DEFAULT, List.of());

    private static ConfigurationFile read(String text) {
        return ConfigurationFile.read(
                "everything.json",
                text,
                new Surroundings(FOLDER, variable -> Optional.ofNullable(VARIABLES.get(variable))));
    }

    @BeforeAll
    static void load() throws IOException {
        file = read(Files.readString(FOLDER.resolve("everything.json")));
        assertThat(file.problemLines()).isEmpty();
        node = file.configuration().orElseThrow();
    }

    private static RouterWorker router() {
        return node.workers(RouterWorker.class).get(0);
    }

    private static Transport.Web web() {
        return (Transport.Web) router().transports().get(0);
    }

    private static <V> V at(Map<String, V> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    @Test
    void controller() {
        assertThat(node.controller().id()).contains("node_1");
        assertThat(node.controller().shutdown())
                .containsExactlyInAnyOrder(Trigger.WORKER_EXIT_WITH_ERROR, Trigger.LAST_WORKER_EXIT);
        assertThat(node.controller().parallelWorkerStart()).isTrue();
    }

    @Test
    void workersHaveTheirIdsOrMadeUpOnesAndDisabledOnesAreLeftOut() {
        assertThat(node.workers())
                .extracting(Worker::id)
                .containsExactly("router1", "worker001", "worker002", "Second");
    }

    @Test
    void nativeOptions() {
        assertThat(router().options().classpath()).containsExactly("lib/*.jar", "classes");
        assertThat(router().options().folder()).isEqualTo(FOLDER);
    }

    @Test
    void realmsAndRoles() {
        RealmSettings realm = router().realms().get(0);
        assertThat(realm.uriCheck()).isEqualTo(UriCheck.STRICT);
        assertThat(realm.eventChunkSize()).isEqualTo(20);
        assertThat(realm.metaApi()).isFalse();
        assertThat(realm.roles())
                .extracting(role -> role.authorization().getClass().getSimpleName())
                .containsExactly("Static", "Dynamic", "AllowAll", "Static");
        RealmSettings plain = router().realms().get(1);
        assertThat(plain.uriCheck()).isEqualTo(UriCheck.LOOSE);
        assertThat(plain.eventChunkSize()).isEqualTo(100);
        assertThat(plain.metaApi()).isTrue();
    }

    @Test
    void permissionsKnowStarsAndMatch() {
        RoleAuthorization.Static backend = (RoleAuthorization.Static)
                router().realms().get(0).roles().get(0).authorization();
        assertThat(backend.permissions())
                .containsExactly(
                        new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.values()), true, true, true),
                        permission("com.starred.", MatchPolicy.PREFIX, Action.SUBSCRIBE),
                        permission("com..wild", MatchPolicy.WILDCARD, Action.CALL),
                        permission("", MatchPolicy.PREFIX, Action.PUBLISH),
                        permission("com.plain", MatchPolicy.EXACT, Action.REGISTER));
    }

    private static Permission permission(String pattern, MatchPolicy match, Action action) {
        return new Permission(pattern, match, Set.of(action), false, false, false);
    }

    @Test
    void endpoints() {
        assertThat(web().endpoint())
                .isEqualTo(new ListeningEndpoint.Tcp(
                        "127.0.0.1",
                        8080,
                        1024,
                        true,
                        Optional.empty(),
                        new Origin("workers[0].transports[0].endpoint", 60, 23)));
        ListeningEndpoint.Tcp tls =
                (ListeningEndpoint.Tcp) router().transports().get(1).endpoint();
        assertThat(tls.host()).isEqualTo("::");
        assertThat(tls.port()).isEqualTo(9443);
        assertThat(tls.tls().orElseThrow().key()).isEqualTo(FOLDER.resolve("tls/key.pem"));
        assertThat(tls.tls().orElseThrow().clientAuthorities()).hasSize(1);
        ListeningEndpoint unix = router().transports().get(2).endpoint();
        assertThat(unix).isInstanceOfSatisfying(ListeningEndpoint.Unix.class, socket -> {
            assertThat(socket.path()).isEqualTo(Path.of("/run/sockets/router.sock"));
            assertThat(socket.backlog()).isEqualTo(10);
        });
    }

    @Test
    void transportsHaveTheirIdsOrMadeUpOnes() {
        assertThat(router().transports())
                .extracting(Transport::id)
                .containsExactly("web_1", "transport001", "transport002", "transport003");
    }

    @Test
    void webPathsKeepTheirOrderAndNest() {
        assertThat(web().paths().keySet()).containsExactly("/", ".well-known", "old", "info", "deep", "ws");
        assertThat(web().paths().get("/"))
                .isEqualTo(new PathService.Static(
                        FOLDER.resolve("web"),
                        true,
                        Map.of(".svg", "image/svg+xml"),
                        Optional.empty(),
                        Optional.of("index.html")));
        assertThat(web().paths().get(".well-known"))
                .isEqualTo(new PathService.Json("{\"a\":[1,2.5,null,true,\"x\"]}", false, true));
        PathService.Nested deep = (PathService.Nested) at(web().paths(), "deep");
        PathService.Nested deeper = (PathService.Nested) at(deep.paths(), "er");
        assertThat(at(deeper.paths(), "ws")).isInstanceOf(PathService.WebSocket.class);
        assertThat(web().options().hsts()).contains(Duration.ofSeconds(60));
        assertThat(web().options().clientTimeout()).contains(Duration.ofSeconds(30));
    }

    @Test
    void webSocketOptions() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        WebSocketOptions options = ws.settings().options();
        assertThat(ws.settings().serializers()).containsExactly(SerializerName.CBOR, SerializerName.JSON);
        assertThat(options.allowedOrigins()).containsExactly("https://*.example.com");
        assertThat(options.autoPingInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.autoPingTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.maxMessageSize()).isEqualTo(1_048_576);
        assertThat(options.compression().orElseThrow().requestMaxWindowBits()).contains(11);
        assertThat(options.compression().orElseThrow().noContextTakeover()).isTrue();
    }

    @Test
    void pingsAreOnByDefault() {
        Transport.WebSocket plain = (Transport.WebSocket) router().transports().get(1);
        assertThat(plain.settings().options().autoPingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plain.settings().options().autoPingTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plain.settings().options().compression()).isEmpty();
        assertThat(plain.settings().serializers()).containsExactly(SerializerName.values());
    }

    @Test
    void authentication() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        List<AuthenticationMethod> methods =
                ws.settings().authentication().orElseThrow().methods();
        assertThat(methods).extracting(AuthenticationMethod::name).containsExactly("anonymous", "ticket", "wampcra");
        assertThat(methods.get(0)).isEqualTo(new AuthenticationMethod.Anonymous("public", Optional.of("guest")));
        AuthenticationMethod.Cra cra = (AuthenticationMethod.Cra) methods.get(2);
        assertThat(at(cra.users(), "joe").secret()).isEqualTo(new Secret("t0ps3cret"));
        assertThat(at(cra.users(), "jane").salt()).contains(new AuthenticationMethod.Salt("salt123", 100, 16));
        Transport.WebSocket dynamic =
                (Transport.WebSocket) router().transports().get(1);
        assertThat(dynamic.settings().authentication().orElseThrow().methods())
                .contains(new AuthenticationMethod.Dynamic(
                        "wampcra",
                        "com.example.authenticate",
                        Optional.empty(),
                        Optional.of("backend"),
                        Optional.of("nothing")));
    }

    @Test
    void componentsAreGivenTheirExtraWithVariablesExpanded() {
        Map<String, Object> extra = router().components().get(0).extra().values();
        assertThat(extra)
                .containsEntry("secret", "t0ps3cret")
                .containsEntry("plain", List.of("x", 1, Map.of("deep", "t0ps3cret")))
                .containsEntry("not", "a ${TOKEN} b");
        assertThat(router().components().get(1).role()).isEqualTo("anonymous");
    }

    @Test
    void container() {
        ContainerWorker container = node.workers(ContainerWorker.class).get(0);
        assertThat(container.environment().inherited()).contains(List.of("PATH"));
        assertThat(container.environment().variables()).containsEntry("TOKEN", "t0ps3cret");
        assertThat(container.jvmOptions()).containsExactly("-Xmx128m");
        assertThat(container.shutdown()).isEqualTo(ContainerShutdown.ON_LAST_COMPONENT_STOPPED);
        assertThat(container.restart()).contains(RestartPolicy.Mode.ON_FAILED);
        assertThat(container.components())
                .extracting(ContainerComponent::connection)
                .extracting(Connection::endpoint)
                .satisfiesExactly(
                        toTransport -> assertThat(toTransport)
                                .isEqualTo(new ConnectingEndpoint.Tcp(
                                        "127.0.0.1",
                                        new ConnectingEndpoint.Port.OfTransport("web_1"),
                                        Duration.ofSeconds(5),
                                        Optional.empty())),
                        ofUrl -> assertThat(ofUrl).isInstanceOfSatisfying(ConnectingEndpoint.Tcp.class, tcp -> {
                            assertThat(tcp.port()).isEqualTo(new ConnectingEndpoint.Port.Number(443));
                            assertThat(tcp.tls().orElseThrow().hostname()).isEqualTo("example.com");
                        }),
                        withTls -> assertThat(withTls).isInstanceOfSatisfying(ConnectingEndpoint.Tcp.class, tcp -> {
                            assertThat(tcp.tls().orElseThrow().identity()).isPresent();
                            assertThat(tcp.tls().orElseThrow().trusted()).hasSize(1);
                        }),
                        unix -> assertThat(unix)
                                .isEqualTo(new ConnectingEndpoint.Unix(
                                        FOLDER.resolve("router.sock"), Duration.ofSeconds(3))));
    }

    @Test
    void guests() {
        GuestWorker guest = node.workers(GuestWorker.class).get(0);
        assertThat(guest.arguments()).containsExactly("index.js", "--flag");
        assertThat(guest.workdir()).isEqualTo(FOLDER.resolve("web"));
        assertThat(guest.environment().inherited()).contains(List.of());
        assertThat(guest.stdin()).isEqualTo(new Stdin.Text("{\"a\":1}", false));
        assertThat(guest.stdout()).isEqualTo(OutputUse.DROP);
        assertThat(node.workers(GuestWorker.class).get(1).stdin()).isEqualTo(new Stdin.Closed());
    }

    @Test
    void printingNeverShowsASecret() {
        assertThat(node.toString()).contains("com.example.Authenticator").doesNotContain("t0ps3cret", "\"a\":1");
    }

    @Test
    void whatHasNoEffectIsSaid() {
        assertThat(file.noticeLines())
                .contains("everything.json:20:23: workers[0].options.pythonpath: has no effect: Java components are"
                        + " found by \"classpath\"")
                .hasSize(15);
    }
}
