package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.transport.Certificates;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests clients that send their request, end their direction of the connection, and wait for the answer. */
class HalfCloseTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LARGE = 3_000_000;

    @TempDir
    static Path folder;

    private static Certificates certificates;

    /** How the client connects, and how it ends its direction. */
    enum Way {
        TCP,
        UNIX,
        /** A TLS alert, and then the end of the TCP stream. */
        TLS_1_3,
        /** Only the end of the TCP stream. */
        TLS_1_3_CUT,
        TLS_1_2_CUT
    }

    private final TestServer server = new TestServer(new AdmissionLimits(1000, 1000, 1000));
    private final EchoAcceptor acceptor = new EchoAcceptor();
    private Transport protocol;

    @BeforeAll
    static void write() throws Exception {
        certificates = Certificates.make(folder, "localhost", "EC");
        Files.writeString(folder.resolve("large.txt"), "x".repeat(LARGE));
    }

    @BeforeEach
    void describe() {
        protocol = new Transport.Web(Map.of(
                "files",
                new PathService.StaticFiles(folder),
                "json",
                new PathService.Json("{\"a\":1}", false, false),
                "document",
                new PathService.Json("\"" + "y".repeat(LARGE) + "\"", false, false),
                "away",
                new PathService.Redirect("/json"),
                "ws",
                PathService.WebSocket.of(Access.ANONYMOUS),
                "lp",
                PathService.LongPoll.of(Access.ANONYMOUS),
                "info",
                new PathService.NodeInfo()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Wire connect(Way way) throws Exception {
        if (way == Way.UNIX) {
            Path socket = folder.resolve("socket");
            return Wire.connect(server.accepting(acceptor)
                    .listen(new ListeningEndpoint.Unix(socket), protocol)
                    .address());
        }
        if (way == Way.TCP) {
            return Wire.connect(server.accepting(acceptor).listen(protocol).address());
        }
        ServerTlsOptions tls = new ServerTlsOptions(certificates.keyFile(), certificates.certificateFile());
        ListeningEndpoint endpoint = new ListeningEndpoint.Tcp("127.0.0.1", 0).withTls(tls);
        SocketAddress address = server.accepting(acceptor)
                .listen(new Listener("tls", endpoint, protocol))
                .address();
        return switch (way) {
            case TLS_1_3_CUT -> Wire.connectTls(address, certificates.trusting(), "TLSv1.3");
            case TLS_1_2_CUT -> Wire.connectTls(address, certificates.trusting(), "TLSv1.2");
            default -> Wire.connectTls(address, certificates.trusting());
        };
    }

    private static String ask(Wire wire, String requests) throws Exception {
        wire.send(requests);
        wire.shutdownOutput();
        return new String(wire.readToEnd(SOON), StandardCharsets.ISO_8859_1);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theWholeFileArrives(Way way) throws Exception {
        try (Wire wire = connect(way)) {
            String answer = ask(wire, get("/files/large.txt"));

            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("x".repeat(1000));
            assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theWholeDocumentArrives(Way way) throws Exception {
        try (Wire wire = connect(way)) {
            assertThat(ask(wire, get("/document"))).endsWith("y\"").hasSizeGreaterThan(LARGE);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyRequestThatWasSentIsAnswered(Way way) throws Exception {
        try (Wire wire = connect(way)) {
            String answer = ask(
                    wire,
                    get("/json")
                            + get("/files/large.txt")
                            + get("/info")
                            + get("/nothing")
                            + get("/away")
                            + post("/lp/open", "{\"protocols\":[\"wamp.2.json\"]}")
                            + post("/json", "x")
                            + get("/ws"));

            // The text is shortened, because the assertion is slow with long texts.
            assertThat(answer.replace("x".repeat(LARGE), "the whole file"))
                    .containsSubsequence(
                            "HTTP/1.1 200 ",
                            "{\"a\":1}",
                            "HTTP/1.1 200 ",
                            "the whole file",
                            "HTTP/1.1 200 ",
                            "HTTP/1.1 404 ",
                            "HTTP/1.1 302 ",
                            "HTTP/1.1 200 ",
                            "wamp.2.json",
                            "HTTP/1.1 405 ",
                            "HTTP/1.1 200 ",
                            "</html>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /json HTTP/1.1\r\nHost: loc", "POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"
            })
    void halfARequestIsRefused(String half) throws Exception {
        try (Wire wire = connect(Way.TCP)) {
            assertThat(ask(wire, get("/json") + half)).contains("HTTP/1.1 200 ").contains("HTTP/1.1 400 ");
        }
    }

    @Test
    void aConnectionWithoutARequestEnds() throws Exception {
        try (Wire wire = connect(Way.TCP)) {
            assertThat(ask(wire, "")).isEmpty();
        }
    }

    /**
     * A client that has ended its direction may be gone, so it gets no message. If the client is still there, it asks
     * again.
     */
    @Test
    void aRequestForMessagesIsAnsweredEmptyAtOnce() throws Exception {
        SocketAddress address = server.accepting(acceptor).listen(protocol).address();
        String session;
        try (Wire wire = Wire.connect(address)) {
            String opened = ask(wire, post("/lp/open", "{\"protocols\":[\"wamp.2.json\"]}"));
            session = opened.replaceFirst("(?s).*\"transport\":\"([^\"]+)\".*", "/lp/$1");
        }
        try (Wire wire = Wire.connect(address)) {
            assertThat(ask(wire, post(session + "/receive", "")))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("content-length: 0");
        }
        try (Wire wire = Wire.connect(address)) {
            assertThat(ask(wire, post(session + "/send", "[48,1,{},\"a.b\"]"))).startsWith("HTTP/1.1 204 ");
        }
        try (Wire wire = Wire.connect(address)) {
            assertThat(ask(wire, post(session + "/receive", ""))).endsWith("[48,1,{},\"a.b\"]");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theAnswerToAnUpgradeArrives(Way way) throws Exception {
        try (Wire wire = connect(way)) {
            String answer = ask(
                    wire,
                    "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                            + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 101 ");
            await().atMost(SOON).until(() -> !acceptor.last().closed.isEmpty());
        }
    }
}
