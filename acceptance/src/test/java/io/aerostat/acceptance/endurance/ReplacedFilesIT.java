package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.HELLO;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.acceptance.transport.ServerCertificate;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a router whose files are replaced while it runs. Established sessions with calls in flight must not be
 * affected.
 */
@Timeout(180)
class ReplacedFilesIT {
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router", "id": "main",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [
                {"type": "rawsocket", "id": "secure",
                 "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0,
                              "tls": {"key": "key.pem", "certificate": "certificate.pem"}},
                 "auth": {"anonymous": {"type": "static", "role": "anonymous"},
                          "wampcra": {"type": "static",
                                      "users": {"%s": {"secret": "%s", "role": "anonymous"}}}}}]}]}""";

    private static final Hello HELLO = Hello.everything("realm1");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private Path folder;
    private Path config;
    private SSLContext tls;

    @BeforeEach
    void prepare() throws Exception {
        ServerCertificate.make(first);
        ServerCertificate.make(second);
        folder = Files.createDirectories(Surroundings.output("replaced-files"));
        replace(first, "key.pem");
        replace(first, "certificate.pem");
        config = folder.resolve("config.json");
        Files.writeString(config, CONFIGURATION.formatted("joe", "secret1"));
        tls = SSLContext.getInstance("TLS");
        // The trust manager accepts every certificate, and the test itself checks which certificate the router
        // presents.
        tls.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    }

    @Test
    void aCertificateIsReplacedUnderLoad() throws Exception {
        try (RouterProcess router = RouterProcess.start(config)) {
            ByteStream stream = ByteStream.tls(router.port(), tls);
            RawPeer established = Framing.RAW_SOCKET.connect(stream).join(HELLO);
            Certificate before = stream.certificate();
            try (CallsInFlight calls = new CallsInFlight(established, "com.app.before")) {
                calls.awaitMore(100);

                // First, only the key is replaced: while both files are replaced one after the other, key and
                // certificate do not match for a moment.
                replace(second, "key.pem");
                await().atMost(SOON).until(() -> router.output().text().contains("the previous ones stay in use"));
                assertThat(shownToNewcomer(router)).isEqualTo(before);
                calls.awaitMore(100);

                replace(second, "certificate.pem");
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(shownToNewcomer(router)).isNotEqualTo(before));
                calls.awaitMore(100);

                RawPeer newcomer = Framing.RAW_SOCKET.connect(ByteStream.tls(router.port(), tls));
                try (CallsInFlight more = new CallsInFlight(newcomer.join(HELLO), "com.app.after")) {
                    more.awaitMore(100);
                    calls.awaitMore(100);
                }
            }
        }
    }

    @Test
    void usersStandInTheConfigurationWhichIsReadOnceAtTheStart() throws Exception {
        try (RouterProcess router = RouterProcess.start(config)) {
            RawPeer established = Framing.RAW_SOCKET.connect(ByteStream.tls(router.port(), tls));
            assertThat(answerTo(established, "joe", "secret1")).isEqualTo(WELCOME);
            try (CallsInFlight calls = new CallsInFlight(established, "com.app.procedure")) {
                calls.awaitMore(100);

                Files.writeString(config, CONFIGURATION.formatted("joe", "secret2"));
                calls.awaitMore(1_000);

                assertThat(answer(router, "joe", "secret1")).isEqualTo(WELCOME);
                assertThat(answer(router, "joe", "secret2")).isEqualTo(ABORT);
                calls.awaitMore(100);
            }
        }
        try (RouterProcess router = RouterProcess.start(config)) {
            assertThat(answer(router, "joe", "secret1")).isEqualTo(ABORT);
            assertThat(answer(router, "joe", "secret2")).isEqualTo(WELCOME);
        }
    }

    private void replace(Path source, String file) throws IOException {
        Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Joins over a new connection, which must always succeed. Returns the certificate that the router presented. */
    private Certificate shownToNewcomer(RouterProcess router) throws IOException {
        ByteStream stream = ByteStream.tls(router.port(), tls);
        try (RawPeer newcomer = Framing.RAW_SOCKET.connect(stream)) {
            newcomer.join(HELLO);
            return stream.certificate();
        }
    }

    private int answer(RouterProcess router, String authid, String secret) throws IOException {
        try (RawPeer peer = Framing.RAW_SOCKET.connect(ByteStream.tls(router.port(), tls))) {
            return answerTo(peer, authid, secret);
        }
    }

    private static int answerTo(RawPeer peer, String authid, String secret) {
        return peer.authenticate(HELLO, authid, secret).type();
    }
}
