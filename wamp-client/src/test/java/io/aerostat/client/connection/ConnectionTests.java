package io.aerostat.client.connection;

import io.aerostat.client.fake.FakeLongPoll;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.fake.TestCertificates;
import io.aerostat.client.fake.TestCertificates.Issued;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of {@link ConnectionContract} over every kind of connection. */
class ConnectionTests {
    @TempDir
    static Path folder;

    static Issued issued;

    /** The largest message that a RawSocket server of these tests accepts. */
    private static final int LIMIT = 1 << 24;

    @BeforeAll
    static void issue() throws Exception {
        issued = TestCertificates.issue(folder, "ip:127.0.0.1");
    }

    @Nested
    class InProcess extends ConnectionContract {
        @Override
        Connector connector() {
            return Connectors.inProcess(router, runtime);
        }
    }

    /**
     * Returns the options without pings, because a ping would also flush messages that the connection forgot to flush.
     */
    private static ConnectorOptions unpinged(ConnectorOptions options) {
        return options.pings(Duration.ZERO, Duration.ZERO);
    }

    /** Connections to a server that starts with the first connection. */
    abstract static class OverSockets extends ConnectionContract {
        private @Nullable FakeServer server;

        abstract FakeServer serve();

        abstract String url(FakeServer server);

        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT;
        }

        @Override
        Connector connector() {
            if (server == null) {
                server = serve();
            }
            return Connectors.to(url(server), unpinged(options()), runtime);
        }

        @AfterEach
        void closeServer() {
            if (server != null) {
                server.close();
            }
        }
    }

    abstract static class WebSocket extends OverSockets {
        private final Serialization serialization;

        WebSocket(Serialization serialization) {
            this.serialization = serialization;
        }

        @Override
        FakeServer serve() {
            return FakeServer.webSocket(router, null, serialization);
        }

        @Override
        String url(FakeServer server) {
            return "ws://127.0.0.1:" + server.port() + "/ws";
        }
    }

    @Nested
    class WebSocketJson extends WebSocket {
        WebSocketJson() {
            super(Serialization.JSON);
        }
    }

    @Nested
    class WebSocketMsgpack extends WebSocket {
        WebSocketMsgpack() {
            super(Serialization.MSGPACK);
        }
    }

    @Nested
    class WebSocketCbor extends WebSocket {
        WebSocketCbor() {
            super(Serialization.CBOR);
        }
    }

    @Nested
    class WebSocketTls extends WebSocket {
        WebSocketTls() {
            super(Serialization.CBOR);
        }

        @Override
        FakeServer serve() {
            return FakeServer.webSocket(router, issued.server(), Serialization.CBOR);
        }

        @Override
        String url(FakeServer server) {
            return "wss://127.0.0.1:" + server.port() + "/ws";
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.tls(TlsOptions.DEFAULT.trusting(issued.trusted()));
        }
    }

    /** The connection goes to another address; the URL is used only for the handshake. */
    @Nested
    class WebSocketElsewhere extends WebSocket {
        private int port;

        WebSocketElsewhere() {
            super(Serialization.CBOR);
        }

        @Override
        String url(FakeServer server) {
            port = server.port();
            return "ws://router.test:1/ws";
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.via(InetSocketAddress.createUnresolved("127.0.0.1", port));
        }
    }

    /** The router supports only the last of the client's serializations (RAW-3). */
    @Nested
    class RawSocketThirdChoice extends OverSockets {
        @Override
        FakeServer serve() {
            return FakeServer.rawSocket(router, null, Serialization.JSON).taking(LIMIT);
        }

        @Override
        String url(FakeServer server) {
            return "rs://127.0.0.1:" + server.port();
        }
    }

    @Nested
    class RawSocketTls extends OverSockets {
        @Override
        FakeServer serve() {
            return FakeServer.rawSocket(router, issued.server(), Serialization.MSGPACK)
                    .taking(LIMIT);
        }

        @Override
        String url(FakeServer server) {
            return "rss://127.0.0.1:" + server.port();
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.tls(TlsOptions.DEFAULT.trusting(issued.trusted()));
        }
    }

    @Nested
    class RawSocketUnix extends OverSockets {
        private final Path path = folder.resolve("s" + System.nanoTime());

        @Override
        FakeServer serve() {
            return FakeServer.unix(router, path, Serialization.values()).taking(LIMIT);
        }

        @Override
        String url(FakeServer server) {
            return "unix://" + path;
        }
    }

    /** Connections with permessage-deflate, to a server with Netty's own compression. */
    @Nested
    class WebSocketCompressed extends WebSocket {
        WebSocketCompressed() {
            super(Serialization.JSON);
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.compressing();
        }
    }

    abstract static class WebSocketBatched extends WebSocket {
        private final Serialization serialization;

        WebSocketBatched(Serialization serialization) {
            super(serialization);
            this.serialization = serialization;
        }

        @Override
        FakeServer serve() {
            return FakeServer.batched(router, serialization);
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.serializations(serialization).batching();
        }
    }

    @Nested
    class WebSocketJsonBatched extends WebSocketBatched {
        WebSocketJsonBatched() {
            super(Serialization.JSON);
        }
    }

    @Nested
    class WebSocketMsgpackBatched extends WebSocketBatched {
        WebSocketMsgpackBatched() {
            super(Serialization.MSGPACK);
        }
    }

    @Nested
    class WebSocketUbjson extends WebSocket {
        WebSocketUbjson() {
            super(Serialization.UBJSON);
        }

        @Override
        ConnectorOptions options() {
            return ConnectorOptions.DEFAULT.serializations(Serialization.UBJSON);
        }
    }

    abstract static class LongPoll extends ConnectionContract {
        private final FakeLongPoll server;
        private final Subprotocol subprotocol;

        LongPoll(Subprotocol subprotocol) {
            this.subprotocol = subprotocol;
            this.server = new FakeLongPoll(router, subprotocol);
        }

        @Override
        Connector connector() {
            ConnectorOptions options = unpinged(ConnectorOptions.DEFAULT.serializations(subprotocol.serialization()));
            return Connectors.to(server.url(), subprotocol.batched() ? options.batching() : options, runtime);
        }

        @AfterEach
        void closeServer() {
            server.close();
        }
    }

    @Nested
    class LongPollJson extends LongPoll {
        LongPollJson() {
            super(Subprotocol.unbatched(Serialization.JSON));
        }
    }

    @Nested
    class LongPollCborBatched extends LongPoll {
        LongPollCborBatched() {
            super(new Subprotocol(Serialization.CBOR, true));
        }
    }

    @Nested
    class LongPollJsonBatched extends LongPoll {
        LongPollJsonBatched() {
            super(new Subprotocol(Serialization.JSON, true));
        }
    }
}
