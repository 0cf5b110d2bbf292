package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.nats.NatsAuthentication;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.cluster.nats.NatsTls;
import io.aerostat.host.container.ComponentShutdown;
import io.aerostat.host.guest.GuestConfiguration;
import io.aerostat.host.process.Stdin;
import io.aerostat.host.supervision.NodeShutdownPolicy.Trigger;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.jwt.Jwt;
import io.aerostat.jwt.JwtAlgorithm;
import io.aerostat.jwt.JwtClaims;
import io.aerostat.jwt.JwtKeys;
import io.aerostat.jwt.JwtOptions;
import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.UbjsonDialect;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.CookieOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.PathService.Health.Probe;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.StaticFileOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TransportLimits;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmLimits;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SlowConsumer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the configuration that is read from {@code good/everything.json}, which has every key. */
class GoodConfigurationTest {
    private static final Path FOLDER = Path.of("src/test/resources/good").toAbsolutePath();
    private static final Map<String, String> VARIABLES =
            Map.of("TOKEN", "t0ps3cret", "PORT", "9443", "SOCKETS", "/run/sockets", "SERVER_KEY", "ab".repeat(32));

    /** The ways in which a node can authenticate with a NATS server. A file can have only one of them. */
    private static final Map<String, NatsAuthentication> IDENTITIES = Map.of(
            "\"token\": \"${TOKEN}\"", new NatsAuthentication.Token("t0ps3cret"),
            "\"nkey\": \"node.nk\"", new NatsAuthentication.NKeyFile(FOLDER.resolve("node.nk")),
            "\"credentials\": \"node.creds\"", new NatsAuthentication.CredentialsFile(FOLDER.resolve("node.creds")));

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

    private static Listener listener(int index) {
        return router().listeners().get(index);
    }

    private static Transport.Web web() {
        return (Transport.Web) listener(0).transport();
    }

    private static <V> V at(Map<String, V> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    @Test
    void cluster() {
        ClusterConfiguration cluster = node.cluster().orElseThrow();

        assertThat(cluster.options())
                .isEqualTo(new ClusterOptions(
                        "balloon",
                        new NodeId("node-1"),
                        3,
                        8,
                        new LinkOptions(Duration.ofMillis(250), 6, 8 << 20, 4 << 20),
                        Duration.ofMillis(700)));
        assertThat(cluster.nats())
                .isEqualTo(new NatsOptions(
                        List.of(URI.create("nats://10.0.0.1:4222"), URI.create("tls://nats.example.com")),
                        Optional.of(NatsTls.DEFAULT),
                        new NatsAuthentication.UserPassword("node", "t0ps3cret"),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(120)));
        assertThat(cluster.waitsForOthers()).isTrue();
    }

    @Test
    void aNodeShowsNatsWhoItIsInOneOfSeveralWays() {
        IDENTITIES.forEach((key, identity) -> {
            ConfigurationFile other = read("{\"version\": 2, \"workers\": [], \"cluster\": {\"name\": \"c\", "
                    + "\"node\": \"n\", \"members\": 2, \"engine\": {\"type\": \"nats\", " + key + "}}}");

            assertThat(other.problemLines()).isEmpty();
            ClusterConfiguration cluster =
                    other.configuration().flatMap(NodeConfiguration::cluster).orElseThrow();
            assertThat(cluster.nats().authentication()).isEqualTo(identity);
            assertThat(cluster.waitsForOthers()).isFalse();
        });
    }

    @Test
    void controller() {
        assertThat(node.controller().id()).contains("node_1");
        assertThat(node.controller().shutdown())
                .containsExactlyInAnyOrder(Trigger.WORKER_EXIT_WITH_ERROR, Trigger.LAST_WORKER_EXIT);
        assertThat(node.controller().parallelWorkerStart()).isTrue();
        assertThat(node.controller().statisticsInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(node.controller().reloadOnChange()).isTrue();
        assertThat(node.controller().management().socket().orElseThrow().toString())
                .endsWith("/manage.sock");
        assertThat(node.controller().management().realm()).contains("realm1");
        assertThat(node.controller().drainNotice()).isEqualTo(Duration.ofSeconds(5));
        assertThat(node.controller().auditLog())
                .contains(new AuditLogOptions(
                        FOLDER.resolve("audit.log"),
                        100_000,
                        7,
                        1_000_000,
                        new Origin("controller.options.audit_log", 6, 16)));
    }

    @Test
    void workersHaveTheirIdsOrMadeUpOnesAndDisabledOnesAreLeftOut() {
        assertThat(node.workers())
                .extracting(Worker::id)
                .containsExactly("router1", "worker001", "worker002", "testee", "Second");
    }

    @Test
    void nativeOptions() {
        assertThat(router().options().classpath()).containsExactly("lib/*.jar", "classes");
        assertThat(router().options().folder()).isEqualTo(FOLDER);
    }

    @Test
    void realmsAndRoles() {
        RealmDefinition realm = router().realms().get(0);
        assertThat(realm.options().uriCheck()).isEqualTo(UriCheck.STRICT);
        assertThat(realm.options().broker().eventDispatchingChunkSize()).isEqualTo(20);
        assertThat(realm.options().metaApi()).isFalse();
        assertThat(realm.options().broker().retainedTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(realm.options().broker().disclosure()).isEqualTo(DisclosurePolicy.IGNORE);
        assertThat(realm.options().dealer())
                .isEqualTo(DealerOptions.DEFAULT
                        .withLimits(new DealerLimits(12, 13, 14, 15, 16))
                        .withDisclosure(DisclosurePolicy.IGNORE)
                        .withRequestOrder(RequestOrder.STRICT)
                        .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(60))
                        .withTimeoutsInSeconds(true)
                        .withForwardTimeouts(true));
        assertThat(realm.roles())
                .extracting(role -> role.getClass().getSimpleName())
                .containsExactly("WithPermissions", "WithAuthorizer", "AllowingAll", "WithPermissions");
        RealmDefinition plain = router().realms().get(1);
        assertThat(plain.options().uriCheck()).isEqualTo(UriCheck.LOOSE);
        assertThat(plain.options().broker().eventDispatchingChunkSize()).isEqualTo(100);
        assertThat(plain.options().metaApi()).isTrue();
        assertThat(plain.options().dealer()).isEqualTo(DealerOptions.DEFAULT);
    }

    @Test
    void permissionsKnowStarsAndMatch() {
        Role.WithPermissions backend =
                (Role.WithPermissions) router().realms().get(0).roles().get(0);
        assertThat(backend.permissions())
                .containsExactly(
                        new Permission(
                                "com.example.", MatchPolicy.PREFIX, Set.of(Action.values()), true, true, true, -1),
                        new Permission(
                                "com.starred.", MatchPolicy.PREFIX, Set.of(Action.SUBSCRIBE), false, false, false, 2),
                        permission("com..wild", MatchPolicy.WILDCARD, Action.CALL),
                        permission("", MatchPolicy.PREFIX, Action.PUBLISH),
                        permission("com.plain", MatchPolicy.EXACT, Action.REGISTER));
    }

    private static Permission permission(String pattern, MatchPolicy match, Action action) {
        return new Permission(pattern, match, Set.of(action));
    }

    @Test
    void endpoints() {
        assertThat(router().origins().of(listener(0).endpoint()))
                .isEqualTo(new Origin("workers[0].transports[0].endpoint", 75, 23));
        assertThat(listener(0).endpoint()).isInstanceOfSatisfying(ListeningEndpoint.Tcp.class, tcp -> {
            assertThat(tcp.host()).isEqualTo("127.0.0.1");
            assertThat(tcp.firstPort()).isEqualTo(8080);
            assertThat(tcp.lastPort()).isEqualTo(8080);
            assertThat(tcp.backlog()).isEqualTo(1024);
            assertThat(tcp.shared()).isTrue();
            assertThat(tcp.tls()).isEmpty();
        });
        ListeningEndpoint.Tcp tls = (ListeningEndpoint.Tcp) listener(1).endpoint();
        assertThat(tls.host()).isEqualTo("::");
        assertThat(tls.firstPort()).isEqualTo(9443);
        assertThat(tls.tls().orElseThrow().key()).isEqualTo(FOLDER.resolve("tls/key.pem"));
        assertThat(tls.tls().orElseThrow().ciphers())
                .containsExactly("ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256");
        assertThat(tls.tls().orElseThrow().further())
                .containsExactly(new ServerTlsOptions.Identity(
                        FOLDER.resolve("tls/key.pem"), FOLDER.resolve("tls/certificate.pem"), List.of()));
        assertThat(tls.tls().orElseThrow().clientCertificates())
                .isEqualTo(ServerTlsOptions.ClientCertificates.REQUIRED);
        ListeningEndpoint unix = listener(2).endpoint();
        assertThat(unix).isInstanceOfSatisfying(ListeningEndpoint.Unix.class, socket -> {
            assertThat(socket.path()).isEqualTo(Path.of("/run/sockets/router.sock"));
            assertThat(socket.backlog()).isEqualTo(10);
        });
    }

    @Test
    void transportsHaveTheirIdsOrMadeUpOnes() {
        assertThat(router().listeners())
                .extracting(Listener::name)
                .containsExactly(
                        "web_1",
                        "transport001",
                        "transport002",
                        "transport003",
                        "transport004",
                        "transport005",
                        "transport006");
    }

    /** Fails if a kind of transport, path service or method has a record, but no word in the grammar. */
    @Test
    void everyKindOfTransportServiceAndMethodHasAWord() {
        List<Listener> listeners = node.workers(RouterWorker.class).stream()
                .flatMap(worker -> worker.listeners().stream())
                .toList();
        Set<Class<?>> kinds = new HashSet<>();
        for (Listener listener : listeners) {
            kinds.add(listener.transport().getClass());
            listener.transport().web().ifPresent(web -> addKinds(web.paths(), kinds));
            listener.transport()
                    .wampServices()
                    .flatMap(service -> service.access().methods().stream())
                    .forEach(method -> kinds.add(method.getClass()));
        }
        Set<Class<?>> known = new HashSet<>();
        for (Class<?> family : List.of(Transport.class, PathService.class, AuthenticationOptions.class)) {
            known.addAll(List.of(family.getPermittedSubclasses()));
        }
        // An authenticator object of an embedding program has no word in the grammar.
        known.removeAll(Set.of(AuthenticationOptions.Function.class, AuthenticationOptions.Custom.class));

        assertThat(kinds).isEqualTo(known);
    }

    private static void addKinds(Map<String, PathService> paths, Set<Class<?>> kinds) {
        paths.values().forEach(service -> {
            kinds.add(service.getClass());
            if (service instanceof PathService.Nested nested) {
                addKinds(nested.paths(), kinds);
            }
        });
    }

    @Test
    void webPathsKeepTheirOrderAndNest() {
        assertThat(web().paths().keySet())
                .containsExactly(
                        "/",
                        ".well-known",
                        "old",
                        "info",
                        "admin",
                        "metrics",
                        "livez",
                        "readyz",
                        "haproxy",
                        "deep",
                        "lp",
                        "ws");
        assertThat(web().paths().get("/"))
                .isEqualTo(new PathService.StaticFiles(
                        FOLDER.resolve("web"),
                        new StaticFileOptions(
                                true,
                                Map.of(".svg", "image/svg+xml"),
                                Optional.empty(),
                                Optional.of("index.html"),
                                true)));
        assertThat(web().paths().get(".well-known"))
                .isEqualTo(new PathService.Json("{\"a\":[1,2.5,null,true,\"x\"]}", false, true));
        PathService.Nested deep = (PathService.Nested) at(web().paths(), "deep");
        PathService.Nested deeper = (PathService.Nested) at(deep.paths(), "er");
        assertThat(at(deeper.paths(), "ws")).isInstanceOf(PathService.WebSocket.class);
        assertThat(web().options().hsts()).contains(Duration.ofSeconds(60));
        assertThat(web().options().clientTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void servicesForOperators() {
        assertThat(web().paths().get("admin")).isEqualTo(new PathService.Admin("/deep/er/ws"));
        assertThat(web().paths().get("metrics"))
                .isEqualTo(new PathService.Metrics(Addresses.of(List.of("10.0.0.0/8", "::1", "unix"))));
        assertThat(web().paths().get("livez")).isEqualTo(new PathService.Health(Probe.LIVE, Addresses.LOOPBACK));
        assertThat(web().paths().get("readyz")).isEqualTo(new PathService.Health(Probe.READY, Addresses.NONE));
        assertThat(web().paths().get("haproxy"))
                .isEqualTo(new PathService.Health(Probe.READY_OR_NOT_FOUND, Addresses.LOOPBACK));
        assertThat(router().showsMetrics()).isTrue();
    }

    @Test
    void webSocketOptions() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        WebSocketOptions options = ws.options();
        assertThat(ws.subprotocols())
                .containsExactly(
                        new Subprotocol(Serialization.CBOR, false),
                        new Subprotocol(Serialization.CBOR, true),
                        new Subprotocol(Serialization.JSON, false),
                        new Subprotocol(Serialization.JSON, true));
        assertThat(options.allowedOrigins()).containsExactly("https://*.example.com");
        assertThat(options.connection().pingInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.connection().pingTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.connection().maxMessageSize()).isEqualTo(1_048_576);
        assertThat(options.compression()).isPresent();
    }

    @Test
    void longPoll() {
        PathService.LongPoll longPoll = (PathService.LongPoll) at(web().paths(), "lp");
        assertThat(longPoll.options())
                .isEqualTo(new LongPollOptions(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        10,
                        ConnectionOptions.DEFAULT
                                .withOutgoingBudget(4096)
                                .withUbjsonDialect(Optional.of(UbjsonDialect.CLASSIC))));
        assertThat(longPoll.access().methods()).isEmpty();
    }

    @Test
    void eventHistory() {
        assertThat(router().realms().get(0).options().broker().historyFormat()).isEqualTo(HistoryFormat.SPECIFICATION);
        assertThat(router().realms().get(0).options().broker().history())
                .containsExactly(
                        new HistoryRule("com.example.topic", MatchPolicy.EXACT, 5),
                        new HistoryRule("com.example.", MatchPolicy.PREFIX, 50));
    }

    @Test
    void cookies() {
        Transport.WebSocket tls = (Transport.WebSocket) listener(1).transport();
        assertThat(tls.service().access().methods()).contains(new AuthenticationOptions.Cookie());
        assertThat(tls.service().cookie()).hasValueSatisfying(cookie -> {
            assertThat(cookie.name()).isEqualTo("__Host-app-sid");
            assertThat(cookie.length()).isEqualTo(32);
            assertThat(cookie.maxAge()).isEqualTo(Duration.ofMinutes(1));
            assertThat(cookie.secure()).isTrue();
            assertThat(cookie.httpOnly()).isFalse();
            assertThat(cookie.sameSite()).contains(CookieOptions.SameSite.STRICT);
            assertThat(cookie.storage()).isInstanceOfSatisfying(CookieStorage.InFile.class, file -> {
                assertThat(file.path().toString()).endsWith("good/data/cookies");
                assertThat(file.purge()).isTrue();
                assertThat(file.capacity()).isEqualTo(10);
            });
        });
    }

    @Test
    void authenticationByAJavaClass() {
        Transport.RawSocket rawSocket = (Transport.RawSocket) listener(5).transport();
        assertThat(rawSocket.access().methods())
                .singleElement()
                .isInstanceOfSatisfying(AuthenticationOptions.FunctionClass.class, function -> {
                    assertThat(function.method()).isEqualTo("ticket");
                    assertThat(function.classname()).isEqualTo("com.example.Tickets");
                    assertThat(function.config()).containsEntry("dbname", "foo");
                    assertThat(function.defaultRole()).isEqualTo("backend");
                });
    }

    @Test
    void testees() {
        assertThat(listener(4).transport()).isInstanceOf(Transport.WebSocketEcho.class);
        RouterWorker testee = node.workers(RouterWorker.class).get(1);
        assertThat(testee.id()).isEqualTo("testee");
        assertThat(testee.listeners())
                .singleElement()
                .extracting(Listener::transport)
                .isInstanceOfSatisfying(
                        Transport.WebSocketEcho.class,
                        echo -> assertThat(echo.options().failByDrop()).isTrue());
    }

    @Test
    void universalTransport() {
        Transport.Universal universal = (Transport.Universal) listener(6).transport();
        assertThat(listener(6).endpoint()).isInstanceOfSatisfying(ListeningEndpoint.Tcp.class, tcp -> {
            assertThat(tcp.firstPort()).isEqualTo(20000);
            assertThat(tcp.lastPort()).isEqualTo(20100);
        });
        assertThat(universal.rawSocket().orElseThrow().serializations()).containsExactly(Serialization.UBJSON);
        assertThat(universal.web().orElseThrow().paths()).containsKey("/");
        PathService.WebSocket ws =
                (PathService.WebSocket) at(universal.web().orElseThrow().paths(), "ws");
        assertThat(ws.access().methods())
                .extracting(method -> method.getClass().getSimpleName())
                .containsExactly("StaticScram", "StaticCryptosign", "StaticTls", "Provided");
        assertThat(ws.access().methods().get(3))
                .isEqualTo(Jwt.authentication(new JwtOptions(
                        new JwtKeys.KeyUrl(
                                URI.create("https://login.example.com/keys"),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        Set.of(JwtAlgorithm.ES256, JwtAlgorithm.EDDSA),
                        List.of("https://login.example.com/"),
                        List.of("balloon", "weather"),
                        Duration.ofSeconds(5),
                        new JwtClaims(
                                "email",
                                "wamp_role",
                                Optional.of("backend"),
                                Optional.of("wamp_realm"),
                                List.of("team")))));
    }

    @Test
    void limits() {
        assertThat(router().limits()).isEqualTo(new AdmissionLimits(30, 31, 32));
        assertThat(router().logins())
                .isEqualTo(new LoginLimits(
                        Optional.of(new LoginLimits.OfAddress(5, Duration.ofSeconds(10), Duration.ofSeconds(20))),
                        Optional.of(new LoginLimits.OfAuthid(6, Duration.ofSeconds(7), Duration.ofMillis(800)))));
        RealmOptions realm = router().realms().get(0).options();
        assertThat(realm.sessions()).isEqualTo(new RealmLimits(1000, 10));
        assertThat(realm.broker().limits()).isEqualTo(new BrokerLimits(11, 17, 18, 19, 21, 22));
        assertThat(realm.dealer().limits()).isEqualTo(new DealerLimits(12, 13, 14, 15, 16));
        assertThat(realm.historyBytesPerLog()).isEqualTo(20);
        assertThat(realm.cachedDecisions()).isZero();
        assertThat(realm.outbound())
                .containsExactly(Map.entry(
                        "anything", new OutboundOptions(OptionalLong.of(65536), Optional.of(SlowConsumer.DROP))));
        assertThat(realm.rates())
                .containsExactly(Map.entry(
                        "nothing",
                        new RateLimits(
                                Optional.of(new RateLimit(600, Duration.ofSeconds(60), 100)),
                                Optional.of(RateLimit.perSecond(1000, 1000)))));

        Transport.RawSocket raw = (Transport.RawSocket) listener(2).transport();
        assertThat(listener(2).maxConnections()).isEqualTo(100);
        assertThat(raw.connection().decodeLimits()).isEqualTo(new DecodeLimits(20, 200));
        assertThat(raw.connection().outgoingBudget()).isEqualTo(100_000);
        assertThat(raw.access().sessions())
                .isEqualTo(new SessionOptions(SlowConsumer.DROP, 5000, Optional.of(Duration.ofMillis(1500))));
        assertThat(raw.connection().maxMessageSize()).isEqualTo(65536);
        assertThat(raw.connection().pingInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(raw.connection().pingTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(raw.connection().pingsAnyPeer()).isTrue();
        Transport.RawSocket plainRaw = (Transport.RawSocket) listener(3).transport();
        assertThat(plainRaw.connection()).isEqualTo(ConnectionOptions.DEFAULT);
        assertThat(plainRaw.access().sessions()).isEqualTo(TransportLimits.DEFAULT.sessions());
        assertThat(listener(3).maxConnections()).isEqualTo(TransportLimits.DEFAULT.connections());
        assertThat(router().realms().get(1).options()).isEqualTo(RealmOptions.DEFAULT);
    }

    @Test
    void pingsAreOnByDefault() {
        Transport.WebSocket plain = (Transport.WebSocket) listener(1).transport();
        assertThat(plain.service().options().connection().pingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plain.service().options().connection().pingTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plain.service().options().compression()).isEmpty();
        assertThat(plain.service().subprotocols())
                .extracting(Subprotocol::serialization)
                .contains(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR);
    }

    @Test
    void authentication() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        List<AuthenticationOptions> methods = ws.access().methods();
        assertThat(methods.get(0)).isEqualTo(new AuthenticationOptions.Anonymous("public", "guest"));
        assertThat(methods.get(1)).isInstanceOf(AuthenticationOptions.StaticTicket.class);
        AuthenticationOptions.StaticWampCra cra = (AuthenticationOptions.StaticWampCra) methods.get(2);
        assertThat(at(cra.accounts(), "joe").credential()).isEqualTo(CraSecret.plain("t0ps3cret"));
        assertThat(at(cra.accounts(), "jane").credential().salting()).isEqualTo(new KeyDerivation("salt123", 100, 16));
        Transport.WebSocket dynamic = (Transport.WebSocket) listener(1).transport();
        assertThat(dynamic.service().access().methods())
                .contains(new AuthenticationOptions.Dynamic(
                        "wampcra", "com.example.authenticate", null, "caller", "nothing"));
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
        assertThat(container.shutdown()).isEqualTo(ComponentShutdown.LAST_COMPONENT_STOPPED);
        assertThat(container.restart()).contains(RestartPolicy.Mode.ON_FAILED);
        assertThat(container.components())
                .extracting(ContainerComponent::connection)
                .extracting(ComponentConnection::endpoint)
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
        GuestConfiguration started = guest.configuration();
        assertThat(started.arguments()).containsExactly("index.js", "--flag");
        assertThat(started.workdir()).isEqualTo(FOLDER.resolve("web"));
        assertThat(started.environment().inherited()).contains(List.of());
        assertThat(started.stdin()).isEqualTo(new Stdin.Text("{\"a\":1}", false));
        assertThat(started.watch())
                .contains(new GuestConfiguration.Watch(List.of(FOLDER.resolve("web")), Duration.ofSeconds(2)));
        assertThat(node.workers(GuestWorker.class).get(1).configuration().stdin())
                .isEqualTo(new Stdin.Closed());
    }

    /**
     * Templates have a separate file, because a node of a cluster, such as that of {@code everything.json}, cannot have
     * any.
     */
    @Test
    void realmTemplates() throws IOException {
        ConfigurationFile templates = read(Files.readString(FOLDER.resolve("templates.json")));

        RouterWorker router = templates
                .configuration()
                .orElseThrow()
                .workers(RouterWorker.class)
                .get(0);
        assertThat(router.templates())
                .containsExactly(new RealmTemplate(
                        "tenants",
                        "tenant.*",
                        RealmOptions.DEFAULT
                                .withUriCheck(UriCheck.STRICT)
                                .withRates(Map.of("member", RateLimits.ofSession(RateLimit.perSecond(7, 7)))),
                        List.of(new Role.WithPermissions("member", List.of())),
                        5,
                        Duration.ofSeconds(6)));
    }

    /** Checks that the files contain every supported key. */
    @Test
    void everyKeyThatIsSupportedIsHere() throws IOException {
        String json = Files.readString(FOLDER.resolve("everything.json"))
                + Files.readString(FOLDER.resolve("templates.json"))
                + IDENTITIES.keySet();
        assertThat(SchemaDefinitions.of(NodeGrammar.NODE).types())
                .filteredOn(ObjectType.class::isInstance)
                .flatExtracting(type -> ((ObjectType<?>) type).fields())
                .filteredOn(field -> ((Field<?>) field).standing() != Field.Standing.PLANNED)
                .extracting(field -> "\"" + ((Field<?>) field).key() + "\":")
                .allSatisfy(key -> assertThat(json).contains(key));
    }

    @Test
    void printingNeverShowsASecret() {
        assertThat(node.toString())
                .contains("com.example.Authenticator")
                .doesNotContain("t0ps3cret", "\"a\":1", "00112233", "abab");
    }

    @Test
    void whatHasNoEffectIsSaid() {
        assertThat(file.noticeLines())
                .contains("everything.json:20:23: workers[0].options.pythonpath: has no effect: \"classpath\" takes its"
                        + " place")
                .anySatisfy(line -> assertThat(line)
                        .contains("options.max_message_size: clients that expect")
                        .contains("wamp_async (they need 16777216)"))
                .anySatisfy(line -> assertThat(line)
                        .contains("request_max_window_bits: clients that refuse")
                        .contains("autobahn-java (they need 0)"))
                .hasSize(33);
    }

    @Test
    void componentsConnectToHostsAsContainersAndPeopleNameThem() throws IOException {
        String everything = Files.readString(FOLDER.resolve("everything.json"));
        Map<String, String> urls = Map.of(
                "ws://my_router:8080/ws?a=b", "my_router:8080",
                "ws://my_router/ws", "my_router:80",
                "wss://röuter.example/ws", "xn--ruter-jua.example:443");

        urls.forEach((url, address) -> {
            ConfigurationFile read = read(everything.replace("wss://example.com/ws", url));
            assertThat(read.problemLines()).isEmpty();
            ComponentConnection connection = ((ContainerWorker) read.configuration().orElseThrow().workers().stream()
                            .filter(ContainerWorker.class::isInstance)
                            .findFirst()
                            .orElseThrow())
                    .components()
                    .get(1)
                    .connection();
            assertThat(((ComponentConnection.WebSocket) connection).url()).isEqualTo(RouterUrl.parse(url));
            assertThat(connection.endpoint())
                    .isInstanceOfSatisfying(
                            ConnectingEndpoint.Tcp.class,
                            tcp -> assertThat(tcp.host() + ":" + ((ConnectingEndpoint.Port.Number) tcp.port()).value())
                                    .isEqualTo(address));
        });
    }

    @Test
    void whatOnlyHasToBeKnownIsSaid() {
        ConfigurationFile small = read("""
                {"version": 2, "workers": [{"type": "router", "transports": [
                  {"type": "web", "endpoint": {"type": "tcp", "port": 0}, "paths": {
                    "/": {"type": "static", "directory": "nowhere"},
                    "ws": {"type": "websocket", "options": {"auto_ping_size": 4}}}}]}]}""");

        assertThat(small.problemLines()).isEmpty();
        assertThat(small.noticeLines())
                .containsExactly(
                        "everything.json:3:42: workers[0].transports[0].paths[\"/\"].directory: found \"nowhere\""
                                + " (expected a readable folder; " + FOLDER.resolve("nowhere")
                                + " does not exist, so every request is answered with 404 until it does)",
                        "everything.json:4:63: workers[0].transports[0].paths.ws.options.auto_ping_size: found 4"
                                + " (expected 12 to 125); pings get 12 bytes");
    }

    @Test
    void keysAndCookieFilesAreKeptPrivate() {
        assertThat(node.privateFiles())
                .containsExactlyInAnyOrder(
                        FOLDER.resolve("tls/key.pem"), FOLDER.resolve("data/cookies"), FOLDER.resolve("audit.log"));
    }
}
