package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WampService;
import io.aerostat.router.realm.SessionStatisticsOptions;
import io.aerostat.router.session.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the keys of Crossbar.io that Aerostat reads only for compatibility: {@code good/crossbar.json}. */
class CrossbarKeysTest {
    private static final Path FOLDER =
            Path.of("src/test/resources/good").toAbsolutePath().normalize();

    private final ConfigurationFile file = read(text("crossbar.json"));
    private final NodeConfiguration node = file.configuration().orElseThrow();
    private final RouterWorker router = node.workers(RouterWorker.class).get(0);

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurationFile read(String text) {
        return ConfigurationFile.read("crossbar.json", text, new Surroundings(FOLDER, name -> Optional.empty()));
    }

    @Test
    void theListenersOfAProxyBelongToTheRouterBehindIt() {
        assertThat(node.workers()).extracting(Worker::id).containsExactly("backend", "pages");
        assertThat(router.listeners())
                .extracting(listener -> listener.endpoint().toString())
                .containsExactly("unix " + FOLDER.resolve("router.sock"), "tcp 0.0.0.0:0", "tcp 0.0.0.0:8080");
        Listener proxy = router.listeners().get(2);
        assertThat(proxy.maxConnections()).isEqualTo(20);
        assertThat(proxy.transport().wampServices())
                .extracting(service -> service.access().sessions().routes())
                .containsExactly(Optional.of(new Routes(Map.of("realm1", Set.of("user", "anonymous")))));
    }

    @Test
    void theClientsOfARouterNeedNoRoute() {
        assertThat(router.listeners().get(1).transport().wampServices())
                .extracting(service -> service.access().sessions().routes())
                .containsExactly(Optional.empty());
    }

    @Test
    void aProxyWithoutRoutesOnlyServesPages() {
        RouterWorker pages = node.workers(RouterWorker.class).get(1);

        assertThat(pages.realms()).isEmpty();
        assertThat(pages.listeners()).hasSize(1);
    }

    @Test
    void routersBehindOneProxyBecomeOne() {
        ConfigurationFile two = read("""
                {"version": 2, "workers": [
                  {"type": "router", "id": "one", "realms": [{"name": "a"}], "transports": [
                    {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 9001}}]},
                  {"type": "router", "id": "two", "realms": [{"name": "b"}], "transports": [
                    {"type": "rawsocket", "id": "second", "endpoint": {"type": "tcp", "port": 9002}}]},
                  {"type": "proxy", "transports": [
                    {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 9000}}],
                   "connections": {
                    "c1": {"transport": {"type": "rawsocket", "serializer": "cbor",
                      "endpoint": {"type": "tcp", "host": "127.0.0.1", "port": 9001}}},
                    "c2": {"transport": {"type": "rawsocket", "serializer": "cbor",
                      "endpoint": {"type": "tcp", "host": "localhost", "port": "second"}}}},
                   "routes": {"a": {"anonymous": "c1"}, "b": {"anonymous": "c2"}}}]}""");

        assertThat(two.problemLines()).isEmpty();
        assertThat(two.configuration().orElseThrow().workers(RouterWorker.class))
                .singleElement()
                .satisfies(joined -> {
                    assertThat(joined.id()).isEqualTo("one");
                    assertThat(joined.realms())
                            .extracting(realm -> realm.name())
                            .containsExactly("a", "b");
                    assertThat(joined.listeners()).hasSize(3);
                });
    }

    @Test
    void aProxyOfCrossbarMayJoinInTheNameOfItsClients() {
        List<AuthenticationOptions> methods = router.listeners()
                .get(0)
                .transport()
                .wampServices()
                .findFirst()
                .map(WampService::access)
                .orElseThrow()
                .methods();

        assertThat(methods)
                .extracting(AuthenticationOptions::methodName)
                .containsExactly("anonymous-proxy", "cryptosign-proxy");
    }

    @Test
    void storesOfDatabasesBecomeStoresOfTheNode() {
        assertThat(router.realms().get(0).options().broker().history())
                .containsExactly(new HistoryRule("demo.", MatchPolicy.PREFIX, 7));
        Transport.WebSocket webSocket =
                (Transport.WebSocket) router.listeners().get(1).transport();
        assertThat(webSocket.service().cookie().orElseThrow().storage())
                .isEqualTo(new CookieStorage.InFile(FOLDER.resolve(".cookies.jsonl"), 100_000, false));
        assertThat(node.privateFiles()).contains(FOLDER.resolve(".cookies.jsonl"));
    }

    @Test
    void theNumberOfConnectionsIsLimitedAsInCrossbar() {
        assertThat(router.listeners().get(1).maxConnections()).isEqualTo(50);
    }

    @Test
    void servicesThatNeedPythonAnswerNothing() {
        Transport.Web web = router.listeners().get(2).transport().web().orElseThrow();

        assertThat(web.paths())
                .containsEntry("reports", new PathService.Nested(Map.of()))
                .containsEntry("catalog", new PathService.Nested(Map.of()));
    }

    @Test
    void sessionsAreReportedAsInCrossbar() {
        assertThat(router.realms().get(0).options().statistics())
                .contains(new SessionStatisticsOptions(256, 10, Duration.ofSeconds(3), true, true));
    }

    @Test
    void keysWithoutEffectAndUnsetSecretsAreReported() {
        assertThat(file.noticeLines())
                .extracting(line -> line.replaceAll("^crossbar.json:\\d+:\\d+: ([^ ]*): .*", "$1"))
                .containsExactly(
                        "controller.manhole",
                        "workers[0].options.python",
                        "workers[0].options.env",
                        "workers[0].manhole",
                        "workers[0].realms[0].inventory.catalogs[2].address",
                        "workers[0].realms[0].store.type",
                        "workers[0].components[0].references",
                        "workers[0].transports[1].auth.cryptosign.trustroots",
                        "workers[0].transports[1].auth.ticket.principals.joe.ticket",
                        "workers[0].transports[2].type",
                        "workers[1].transports[0].paths.reports.type",
                        "workers[1].transports[0].paths.catalog.type",
                        "workers[1].manhole");
    }

    @Test
    void aPrincipalWithoutARoleIsDoubtful() {
        assertThat(file.warningLines())
                .anySatisfy(line -> assertThat(line)
                        .contains("principals.joe.role: missing (expected a role: nobody can join without one)"));
    }

    @Test
    void aRealmHasLinksToOtherRouters() {
        assertThat(router.links()).singleElement().satisfies(link -> {
            assertThat(link.id()).isEqualTo("link1");
            assertThat(link.localRealm()).isEqualTo("realm1");
            assertThat(link.realm()).isEqualTo("realm2");
            assertThat(link.authid()).contains("link");
            assertThat(link.excludedAuthids()).containsExactly("node2");
            assertThat(List.of(link.localEvents(), link.remoteEvents(), link.localCalls(), link.remoteCalls()))
                    .containsExactly(false, true, false, true);
        });
    }

    @Test
    void yamlIsReadLikeJson() {
        ConfigurationFile yaml =
                ConfigurationFile.read("config.yaml", """
                version: 2
                workers:
                - type: router
                  id: one
                  realms:
                  - name: realm1
                - type: guest
                  executable: true
                """, new Surroundings(FOLDER, name -> Optional.empty()));

        assertThat(yaml.problemLines())
                .containsExactly("config.yaml:8:15: workers[1].executable: found true (expected a program)");
    }
}
