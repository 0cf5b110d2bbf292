package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.fake.TestCertificates;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketConnectorTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final FakeRouter router = new FakeRouter();
    private final ClientRuntime runtime = ClientRuntime.create("sockets");
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        runtime.close();
        router.close();
    }

    private FakeServer serving(FakeServer server) {
        opened.add(server);
        return server;
    }

    private WampFuture<Session> joining(String url, ConnectorOptions options) {
        return Joining.join(
                Connectors.to(url, options, runtime),
                () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                ClientSessionOptions.of(runtime.executor(), runtime.timer()));
    }

    private static String ws(int port) {
        return "ws://127.0.0.1:" + port + "/ws";
    }

    /** Starts a server that answers the first bytes with {@code reply}, and then sends nothing more. */
    private int answering(byte[] reply) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        opened.add(server);
        CompletableFuture.runAsync(() -> {
            try {
                Socket socket = server.accept();
                opened.add(socket);
                InputStream in = socket.getInputStream();
                if (in.read() >= 0) {
                    socket.getOutputStream().write(reply);
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        return server.getLocalPort();
    }

    @Test
    void saysWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }

        assertThatThrownBy(() -> joining(ws(port), ConnectorOptions.DEFAULT).await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("ws://127.0.0.1:" + port);
    }

    @Test
    void saysWhenTheHostIsUnknown() {
        assertThatThrownBy(() -> joining("ws://no-such-host.invalid/ws", ConnectorOptions.DEFAULT)
                        .await(Duration.ofSeconds(60)))
                .isInstanceOf(ConnectFailed.class);
    }

    @Test
    void doesNotWaitForASilentServer() throws Exception {
        int port = answering(new byte[0]);

        assertThatThrownBy(() -> joining(ws(port), ConnectorOptions.DEFAULT.openTimeout(MOMENT))
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("no connection within");
        int raw = answering(new byte[] {0x7F});
        assertThatThrownBy(() -> joining("rs://127.0.0.1:" + raw, ConnectorOptions.DEFAULT.openTimeout(MOMENT))
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: bm90IHRoZSByaWdodCBvbmU=\r\n"
                        + "Sec-WebSocket-Protocol: wamp.2.cbor\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
            })
    void refusesWhatIsNoWebSocket(String reply) throws Exception {
        int port = answering(reply.getBytes(US_ASCII));

        assertThatThrownBy(() -> joining(ws(port), ConnectorOptions.DEFAULT.openTimeout(DEADLINE))
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .satisfies(e -> assertThat(reply.contains("Retry-After")
                                == String.valueOf(e.getMessage()).contains("retry after 7"))
                        .isTrue());
    }

    @Test
    void refusesAnAnswerThatIsNoRawSocket() throws Exception {
        int port = answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));

        assertThatThrownBy(() -> joining("rs://127.0.0.1:" + port, ConnectorOptions.DEFAULT)
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class);
    }

    @Test
    void refusesASerializationThatItDidNotOffer() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.JSON));

        assertThatThrownBy(() -> joining(ws(server.port()), ConnectorOptions.DEFAULT.serializations(Serialization.CBOR))
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class);
    }

    @Test
    void everySerializationOfARawSocketMayBeRefused() {
        FakeServer server = serving(FakeServer.rawSocket(router, null, Serialization.UBJSON));

        assertThatThrownBy(() -> joining("rs://127.0.0.1:" + server.port(), ConnectorOptions.DEFAULT)
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("serializer unsupported");
    }

    /**
     * Crossbar.io uses the byte order of BJData from version 26 on. If the client assumed the other byte order, it
     * would read 300 as 11265, and from request 256 on no call would return (SER-8).
     */
    @Test
    @Conformance("SER-8")
    void aRouterOfTheOtherByteOrderIsUnderstood() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.BJDATA));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT.serializations(Serialization.UBJSON))
                .await(DEADLINE);
        session.register("com.echo", invocation -> Reply.of(invocation.args().toArray()))
                .await(DEADLINE);

        for (int i = 0; i < 260; i++) {
            assertThat(session.call("com.echo", i).as(Integer.class).await(DEADLINE))
                    .isEqualTo(i);
        }
        CallResult result = session.call("com.echo", 300, -129, 1.5, 1L << 40, "x".repeat(300), new byte[] {1, 2})
                .await(DEADLINE);
        assertThat(result.args().subList(0, 5)).isEqualTo(List.of(300L, -129L, 1.5, 1L << 40, "x".repeat(300)));
        assertThat(result.args().get(5)).isEqualTo(new byte[] {1, 2});
    }

    /**
     * Neither the id nor the router's name in WELCOME identifies the byte order, so the client refuses the session
     * (SER-8).
     */
    @Test
    @Conformance("SER-8")
    void aRouterWhoseUbjsonCouldBeEitherDialectIsRefused() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.UBJSON));
        router.intercept((peer, message) -> {
            peer.deliver(new Welcome(300, WelcomeDetails.NONE));
            return true;
        });

        assertThatThrownBy(
                        () -> joining(ws(server.port()), ConnectorOptions.DEFAULT.serializations(Serialization.UBJSON))
                                .await(DEADLINE))
                .hasMessageContaining("the byte order of UBJSON");
    }

    @Test
    void bjdataIsNothingToAskFor() {
        assertThatThrownBy(() -> ConnectorOptions.DEFAULT.serializations(Serialization.BJDATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("under the name of UBJSON");
    }

    @Test
    @Conformance("TLS-2")
    void checksCertificateAndHostName() throws Exception {
        TestCertificates.Issued issued = TestCertificates.issue(folder, "dns:elsewhere.example");
        FakeServer server = serving(FakeServer.webSocket(router, issued.server(), Serialization.CBOR));
        String url = "wss://127.0.0.1:" + server.port() + "/ws";
        TlsOptions trusting = TlsOptions.DEFAULT.trusting(issued.trusted());

        assertThatThrownBy(() -> joining(url, ConnectorOptions.DEFAULT).await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("TLS");
        assertThatThrownBy(() ->
                        joining(url, ConnectorOptions.DEFAULT.tls(trusting)).await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("TLS");
        assertThat(joining(url, ConnectorOptions.DEFAULT.tls(trusting.ignoringHostName()))
                        .await(DEADLINE)
                        .isJoined())
                .isTrue();
    }

    @Test
    void answersPings() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        server.channels.get(0).writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("hi", US_ASCII)));

        await().atMost(DEADLINE).until(() -> server.pongs.get() == 1);
    }

    @Test
    void noticesThatTheRouterIsSilent() { // P3
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT.pings(MOMENT, Duration.ofSeconds(2)))
                .await(DEADLINE);
        server.freeze();

        CloseReason reason = session.closed().await(DEADLINE);
        assertThat(reason.uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
        assertThat(reason.message()).contains("silent");
    }

    @Test
    void keepsAQuietConnectionWhoseRouterAnswers() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT.pings(MOMENT, Duration.ofSeconds(2)))
                .await(DEADLINE);

        await().pollDelay(Duration.ofSeconds(3)).atMost(DEADLINE).until(session::isJoined);
    }

    @Test
    @Conformance({"PV-7", "PV-8"})
    void brokenMessagesEndTheSession() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session broken = joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        server.channels.get(0).writeAndFlush(new BinaryWebSocketFrame(Unpooled.copiedBuffer("junk", US_ASCII)));
        assertThat(broken.closed().await(DEADLINE).uri()).isEqualTo("wamp.error.protocol_violation");

        Session mixed = joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        server.channels.get(1).writeAndFlush(new TextWebSocketFrame("[36]"));
        assertThat(mixed.closed().await(DEADLINE).uri()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    @Conformance("RAW-6")
    void aMessageTooLargeForTheRouterIsNeverSent() {
        FakeServer server = serving(
                FakeServer.rawSocket(router, null, Serialization.negotiable().toArray(Serialization[]::new)));
        Session session = joining("rs://127.0.0.1:" + server.port(), ConnectorOptions.DEFAULT)
                .await(DEADLINE);

        CallHandle call = session.call("com.p", "x".repeat(70_000));

        assertThatThrownBy(() -> call.await(DEADLINE))
                .isInstanceOf(RequestRejected.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> session.call("com.absent").await(DEADLINE)).hasMessageContaining("no_such_procedure");
        assertThat(router.peer(0).received(Call.class))
                .singleElement()
                .extracting(Call::request)
                .isEqualTo(1L); // ID-4
    }

    @Test
    @Conformance("RPC-11")
    void aResultTooLargeForTheRouterIsAnsweredWithAnError() {
        FakeServer server = serving(
                FakeServer.rawSocket(router, null, Serialization.negotiable().toArray(Serialization[]::new)));
        Session session = joining("rs://127.0.0.1:" + server.port(), ConnectorOptions.DEFAULT)
                .await(DEADLINE);
        session.register("com.big", i -> "x".repeat(70_000)).await(DEADLINE);

        assertThatThrownBy(() -> session.call("com.big").await(DEADLINE)).hasMessageContaining("payload_size_exceeded");
    }

    @Test
    void blockingOnTheEventLoopIsRefused() throws Exception {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        router.intercept((peer, message) -> true);

        CompletableFuture<Object> blocked =
                CompletableFuture.supplyAsync(() -> session.call("com.p").join(), runtime.timer());

        assertThatThrownBy(blocked::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event loop");
    }

    @Test
    void handlersAndContinuationsNeverRunOnTheEventLoop() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        CompletableFuture<String> handler = new CompletableFuture<>();
        session.register("com.p", i -> {
                    handler.complete(Thread.currentThread().getName());
                    return null;
                })
                .await(DEADLINE);
        String continuation = session.call("com.p")
                .thenApply(result -> Thread.currentThread().getName())
                .join();

        assertThat(handler.join()).startsWith("sockets-").doesNotContain("loop");
        assertThat(continuation).doesNotContain("loop");
    }

    @Test
    void closingTheSocketFailsPendingCalls() {
        FakeServer server = serving(FakeServer.webSocket(router, null, Serialization.CBOR));
        Session session = joining(ws(server.port()), ConnectorOptions.DEFAULT).await(DEADLINE);
        router.intercept((peer, message) -> message instanceof Call);
        CallHandle call = session.call("com.slow");
        await().atMost(DEADLINE)
                .until(() -> !router.peer(0).received(Call.class).isEmpty());
        server.channels.get(0).close();

        assertThatThrownBy(() -> call.await(DEADLINE)).isInstanceOf(SessionLost.class);
    }
}
