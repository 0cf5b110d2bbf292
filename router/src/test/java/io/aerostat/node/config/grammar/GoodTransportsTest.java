package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TransportLimits;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.RealmLimits;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.SessionStatisticsOptions;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SlowConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks transports with their endpoints, options and limits. */
class GoodTransportsTest extends GoodConfiguration {
    @Test
    void endpoints() {
        assertThat(router().origins().of(listener(0).endpoint()))
                .isEqualTo(new Origin("workers[0].transports[0].endpoint", 85, 23));
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
                        "transport006",
                        "transport007");
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
            addRecords(family, known);
        }
        // An authenticator object of an embedding program has no word in the grammar. CrossbarKeysTest has proxies.
        known.removeAll(Set.of(
                AuthenticationOptions.Function.class,
                AuthenticationOptions.Custom.class,
                AuthenticationOptions.Proxied.class));

        assertThat(kinds).isEqualTo(known);
    }

    private static void addRecords(Class<?> family, Set<Class<?>> known) {
        for (Class<?> kind : family.getPermittedSubclasses()) {
            if (kind.isInterface()) {
                addRecords(kind, known);
            } else {
                known.add(kind);
            }
        }
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
        assertThat(router().realms().get(1).options())
                .isEqualTo(RealmOptions.DEFAULT.withStatistics(
                        Optional.of(new SessionStatisticsOptions(256, 10, Duration.ofSeconds(60), true, false))));
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
}
