package io.aerostat.router.web.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.transport.Certificates;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import io.netty.handler.codec.http2.Http2Error;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serves pages over HTTP/2, to a client of the JDK and to one that writes frames by hand. */
class Http2Test {
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private final TestServer server = new TestServer();
    private HttpClient http;
    private BoundListener secure;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(keys, "server", "EC");
    }

    @BeforeEach
    void serve() throws Exception {
        server.accepting(new EchoAcceptor());
        secure = listen(WebOptions.DEFAULT, true);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(certificates.trusting())
                .connectTimeout(Duration.ofSeconds(60))
                .build();
    }

    private BoundListener listen(WebOptions options, boolean tls) {
        Map<String, PathService> paths = Map.of(
                "files",
                new PathService.StaticFiles(folder),
                "data",
                new PathService.Json("{\"a\":1}", true, true),
                "lp",
                PathService.LongPoll.of(Access.ANONYMOUS),
                "ws",
                PathService.WebSocket.of(Access.ANONYMOUS));
        ListeningEndpoint.Tcp endpoint = new ListeningEndpoint.Tcp("127.0.0.1", 0);
        return server.listen(
                tls
                        ? endpoint.withTls(new ServerTlsOptions(certificates.keyFile(), certificates.certificateFile()))
                        : endpoint,
                new Transport.Web(paths, options));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static int port(BoundListener listener) {
        return ((InetSocketAddress) listener.address()).getPort();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port(secure) + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void pagesAreServed() throws Exception {
        byte[] large = new byte[1_500_000];
        large[1_400_000] = 7;
        Files.write(folder.resolve("large.bin"), large);

        HttpResponse<byte[]> file = send(request("/files/large.bin").build());

        assertThat(file.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(large);
        assertThat(file.headers().map()).doesNotContainKeys("connection", "transfer-encoding");
        assertThat(send(request("/nothing").build()).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> head = send(request("/files/large.bin")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(large.length);
        assertThat(head.body()).isEmpty();
        HttpResponse<byte[]> range = send(request("/files/large.bin")
                .header("Range", "bytes=1400000-1400000")
                .build());
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).containsExactly(7);
    }

    @Test
    void manyRequestsShareAConnection() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        send(request("/data").build());
        for (int i = 0; i < 90; i++) {
            answers.add(http.sendAsync(request("/data").build(), HttpResponse.BodyHandlers.ofString()));
        }

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("{\"a\":1}"));
    }

    @Test
    void bodiesAreAccepted() throws Exception {
        HttpResponse<byte[]> opened = send(request("/lp/open")
                .POST(HttpRequest.BodyPublishers.ofString("{\"protocols\": [\"wamp.2.json\"]}"))
                .build());

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(new String(opened.body(), US_ASCII)).contains("\"protocol\":\"wamp.2.json\"");
    }

    @Test
    void webSocketIsUpgradedOverHttp1OnTheSamePort() throws Exception {
        try (Wire wire = Wire.connectTls(secure.address(), certificates.trusting())) {
            wire.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n");

            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
        }
        assertThat(send(request("/ws").build()).statusCode()).isIn(200, 426);
    }

    @Test
    void withoutTheOptionClientsUseHttp1() throws Exception {
        secure = listen(WebOptions.DEFAULT.withHttp2(false), true);

        assertThat(send(request("/data").build()).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        try (Frames frames = new Frames(listen(WebOptions.DEFAULT.withHttp2(false), false))) {
            assertThat(new String(frames.in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 505");
        }
    }

    /** A client that writes frames by hand, over a connection without TLS. */
    private static final class Frames implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;

        Frames(BoundListener listener) throws Exception {
            socket = new Socket("127.0.0.1", port(listener));
            socket.setSoTimeout(60_000);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            send(SETTINGS, 0, 0, new byte[0]);
        }

        void send(int type, int flags, int stream, byte[] payload) throws Exception {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
            frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
            socket.getOutputStream().write(frame.array());
        }

        /** Sends the headers of a request, none of which is compressed. */
        void get(int stream, String path, String... more) throws Exception {
            headers(0x82, END_STREAM, stream, path, more);
        }

        /** Sends the headers of a request whose body follows. */
        void post(int stream, String path, String... more) throws Exception {
            headers(0x83, 0, stream, path, more);
        }

        private void headers(int method, int flags, int stream, String path, String... more) throws Exception {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            block.write(method);
            block.write(0x86); // :scheme: http
            block.write(0x04); // :path
            text(block, path);
            block.write(0x01); // :authority
            text(block, "localhost");
            for (int i = 0; i < more.length; i += 2) {
                block.write(0x00);
                text(block, more[i]);
                text(block, more[i + 1]);
            }
            send(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
        }

        private static void text(ByteArrayOutputStream block, String text) {
            block.write(text.length());
            block.writeBytes(text.getBytes(US_ASCII));
        }

        /**
         * Reads frames up to the first one of this type, and returns its payload; empty if the connection ends first.
         */
        Optional<byte[]> next(int wanted) throws Exception {
            while (true) {
                int first = in.read();
                if (first < 0) {
                    return Optional.empty();
                }
                int length = first << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                in.readNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (type == wanted) {
                    return Optional.of(payload);
                }
            }
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }

    @Test
    void aClientMayBeginWithHttp2InClearText() throws Exception {
        try (Frames frames = new Frames(listen(WebOptions.DEFAULT, false))) {
            frames.get(1, "/data");

            assertThat(frames.next(HEADERS)).isPresent();
            assertThat(new String(frames.next(0).orElseThrow(), US_ASCII)).isEqualTo("{\"a\":1}");
        }
    }

    /** Requests that HTTP/2 forbids end only their streams, and never upgrade the connection. */
    @Test
    void aRequestToUpgradeIsRefused() throws Exception {
        try (Frames frames = new Frames(listen(WebOptions.DEFAULT, false))) {
            frames.get(1, "/ws", "upgrade", "websocket", "connection", "upgrade", "sec-websocket-version", "13");
            assertThat(frames.next(RESET)).isPresent();

            frames.get(3, "/data");
            assertThat(new String(frames.next(0).orElseThrow(), US_ASCII)).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void aBodyThatIsTooLargeEndsOnlyItsRequest() throws Exception {
        try (Frames frames = new Frames(listen(WebOptions.DEFAULT, false))) {
            frames.post(1, "/data", "content-length", "1000000");

            assertThat(new String(frames.next(0).orElseThrow(), US_ASCII)).contains("413");
            // The error NO_ERROR asks the client to stop sending, although the response is complete.
            assertThat(frames.next(RESET)).contains(new byte[4]);
            frames.get(3, "/data");
            assertThat(new String(frames.next(0).orElseThrow(), US_ASCII)).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void aFloodOfResetsEndsTheConnection() throws Exception {
        try (Frames frames = new Frames(listen(WebOptions.DEFAULT, false))) {
            for (int i = 0; i < 250; i++) {
                frames.get(2 * i + 1, "/lp/none/receive");
                frames.send(RESET, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
            }

            byte[] payload = frames.next(GOAWAY).orElseThrow();
            assertThat(ByteBuffer.wrap(payload, 4, 4).getInt()).isEqualTo((int) Http2Error.ENHANCE_YOUR_CALM.code());
            assertThat(frames.next(99)).isEmpty();
        }
    }

    @Test
    void anIdleConnectionEnds() throws Exception {
        WebOptions impatient = new WebOptions(false, Optional.empty(), Duration.ofMillis(300), Duration.ofMillis(300));
        BoundListener listener = listen(impatient, false);
        try (Frames frames = new Frames(listener)) {
            frames.get(1, "/data");
            assertThat(frames.next(0)).isPresent();

            assertThat(frames.next(GOAWAY)).isPresent();
            assertThat(frames.next(99)).isEmpty();
        }
        try (Frames silent = new Frames(listener)) {
            assertThat(silent.next(99)).isEmpty();
        }
    }

    @Test
    void aRequestWhoseBodyDoesNotArriveIsRefused() throws Exception {
        WebOptions impatient = new WebOptions(false, Optional.empty(), Duration.ofMinutes(1), Duration.ofMillis(300));
        try (Frames frames = new Frames(listen(impatient, false))) {
            frames.post(1, "/lp/open");

            assertThat(frames.next(HEADERS)).isPresent();
            assertThat(new String(frames.next(0).orElseThrow(), US_ASCII)).contains("408");
            assertThat(frames.next(RESET)).isPresent();
        }
    }
}
