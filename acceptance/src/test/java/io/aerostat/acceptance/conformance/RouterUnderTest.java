package io.aerostat.acceptance.conformance;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authentication.Denial;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.LongPollConnection;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.RawSocketConnection;
import io.aerostat.testkit.WebSocketConnection;
import io.aerostat.testkit.nats.NatsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The routers that all conformance tests of a JVM share: a router.jar with {@code conformance/config.json}, and
 * embedded routers with the same realms. One embedded router is for in-process clients, and two are nodes of a cluster.
 * All start when a test first needs a router.
 */
final class RouterUnderTest implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Path folder;
    private final RouterProcess process;
    private final Router embedded;
    private final TwoNodes nodes;
    private @Nullable NatsServer nats;
    private @Nullable TwoNodes nodesOverNats;

    private RouterUnderTest(Path folder, RouterProcess process, Router embedded, TwoNodes nodes) {
        this.folder = folder;
        this.process = process;
        this.embedded = embedded;
        this.nodes = nodes;
    }

    static RouterUnderTest start() {
        try {
            // This folder is not below target, because the path of a Unix domain socket must be short.
            Path folder = Files.createTempDirectory("aerostat");
            Path config = folder.resolve("config.json");
            Files.writeString(config, configuration());
            Router embedded = embedded(config).start();
            TwoNodes nodes = TwoNodes.inMemory(() -> embedded(config));
            return new RouterUnderTest(folder, RouterProcess.startWhole(config), embedded, nodes);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the router under test", e);
        }
    }

    private static String configuration() throws IOException {
        return resource("config.json")
                .replace("\"@static-auth@\"", resource("static-auth.json"))
                .replace("\"@dynamic-auth@\"", resource("dynamic-auth.json"))
                .replace("@test-classes@", Surroundings.output("test-classes").toString());
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = RouterUnderTest.class.getResourceAsStream("/conformance/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("found no resource conformance/" + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RouterBuilder embedded(Path config) {
        ConfigurationFile file = ConfigurationFile.read(config);
        NodeConfiguration configuration =
                file.configuration().orElseThrow(() -> new AssertionError(String.join("\n", file.problemLines())));
        RouterBuilder builder = Router.builder().denial(Denial.CROSSBAR).eventLoops(2);
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            worker.realms().forEach(builder::realm);
        }
        return builder;
    }

    /**
     * Connects a peer to a listener with other authentication methods, over the transport of the wire. Only for remote
     * wires.
     *
     * @param door the kind of authentication: {@code static} or {@code dynamic}
     */
    RawPeer connect(Wire wire, String door) {
        Encoding encoding = wire.encoding();
        return RawPeer.connect(wire, encoding, () -> switch (wire.transport()) {
            case WEBSOCKET -> WebSocketConnection.open(ByteStream.tcp(process.port("web")), "ws" + door, encoding);
            case RAWSOCKET -> RawSocketConnection.open(ByteStream.tcp(process.port("rawsocket" + door)), encoding);
            case UNIX -> RawSocketConnection.open(ByteStream.unix(folder.resolve("wamp" + door + ".sock")), encoding);
            case LONG_POLL -> LongPollConnection.open(process.port("web"), "lp" + door, encoding);
            case IN_PROCESS, TWO_NODES, TWO_NODES_NATS ->
                throw new IllegalStateException("nobody authenticates in-process");
        });
    }

    /** Connects a peer. The role is used only in-process; on the other wires, the peer gets its role when it joins. */
    RawPeer connect(Wire wire, @Nullable String authid, String authrole) {
        Encoding encoding = wire.encoding();
        return RawPeer.connect(wire, encoding, () -> switch (wire.transport()) {
            case WEBSOCKET -> WebSocketConnection.open(ByteStream.tcp(process.port("web")), "ws", encoding);
            case RAWSOCKET -> RawSocketConnection.open(ByteStream.tcp(process.port("rawsocket")), encoding);
            case UNIX -> RawSocketConnection.open(ByteStream.unix(folder.resolve("wamp.sock")), encoding);
            case LONG_POLL -> LongPollConnection.open(process.port("web"), "lp", encoding);
            case IN_PROCESS -> InProcessConnection.open(embedded.local(authid, authrole));
            case TWO_NODES -> InProcessConnection.open(nodes.next(authid, authrole));
            case TWO_NODES_NATS -> InProcessConnection.open(nodesOverNats().next(authid, authrole));
        });
    }

    /** Returns the nodes over NATS, which are started when they are first needed. */
    private synchronized TwoNodes nodesOverNats() {
        TwoNodes started = nodesOverNats;
        if (started == null) {
            Assumptions.assumeTrue(NatsServer.installed().isPresent(), "found no nats-server (scripts/nats-server.sh)");
            Path binary = NatsServer.installed().orElseThrow();
            NatsServer server = NatsServer.start(binary);
            nats = server;
            started = TwoNodes.overNats(() -> embedded(folder.resolve("config.json")), server.url());
            nodesOverNats = started;
        }
        return started;
    }

    RouterProcess process() {
        return process;
    }

    @Override
    public void close() throws Exception {
        try {
            nodes.close();
            if (nodesOverNats != null) {
                nodesOverNats.close();
            }
            if (nats != null) {
                nats.close();
            }
            embedded.close(DEADLINE).get(2 * DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.close();
        }
        for (String file : new String[] {"config.json", "key.priv", "key.pub"}) {
            Files.deleteIfExists(folder.resolve(file));
        }
        for (String door : new String[] {"", "static", "dynamic"}) {
            Files.deleteIfExists(folder.resolve("wamp" + door + ".sock"));
        }
        Files.deleteIfExists(folder);
    }
}
