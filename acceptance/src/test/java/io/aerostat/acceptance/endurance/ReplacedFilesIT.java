package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.acceptance.transport.ServerCertificate;
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
import tools.jackson.databind.JsonNode;

/** The files of a router are replaced while it works: established sessions with calls in flight do not notice. */
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
                          "wampcra": {"type": "static", "users": {"%s": {"secret": "%s", "role": "anonymous"}}}}}]}]}""";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ABORT = 3;
    private static final int WELCOME = 2;

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
        // Which certificate it is, is what the test looks at.
        tls.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    }

    @Test
    void aCertificateIsReplacedUnderLoad() throws Exception {
        try (RouterProcess router = RouterProcess.start(config)) {
            SocketPeer established = SocketPeer.connect(router.port(), Framing.RAW_SOCKET, tls);
            Certificate before = established.certificate();
            try (CallsInFlight calls = new CallsInFlight(established.joined(), "com.app.before")) {
                calls.awaitMore(100);

                // A key without its certificate, as every replacement of two files has for a moment.
                replace(second, "key.pem");
                await().atMost(SOON).until(() -> router.output().text().contains("the last one stays"));
                assertThat(shownToNewcomer(router)).isEqualTo(before);
                calls.awaitMore(100);

                replace(second, "certificate.pem");
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(shownToNewcomer(router)).isNotEqualTo(before));
                calls.awaitMore(100);

                SocketPeer newcomer = SocketPeer.connect(router.port(), Framing.RAW_SOCKET, tls);
                try (CallsInFlight more = new CallsInFlight(newcomer.joined(), "com.app.after")) {
                    more.awaitMore(100);
                    calls.awaitMore(100);
                }
            }
        }
    }

    @Test
    void usersStandInTheConfigurationWhichIsReadOnceAtTheStart() throws Exception {
        try (RouterProcess router = RouterProcess.start(config)) {
            SocketPeer established = SocketPeer.connect(router.port(), Framing.RAW_SOCKET, tls);
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

    /** A newcomer always gets a session; returns the certificate that it was shown. */
    private Certificate shownToNewcomer(RouterProcess router) throws IOException {
        try (SocketPeer newcomer =
                SocketPeer.connect(router.port(), Framing.RAW_SOCKET, tls).joined()) {
            return newcomer.certificate();
        }
    }

    private int answer(RouterProcess router, String authid, String secret) throws IOException {
        try (SocketPeer peer = SocketPeer.connect(router.port(), Framing.RAW_SOCKET, tls)) {
            return answerTo(peer, authid, secret);
        }
    }

    private static int answerTo(SocketPeer peer, String authid, String secret) throws IOException {
        peer.answer(secret, peer.askToJoin(authid));
        JsonNode answer = peer.receive();
        return answer.get(0).asInt();
    }
}
