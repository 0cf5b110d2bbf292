package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests the client commands with a router whose certificate the system does not trust. */
@Timeout(180)
class UntrustedCertificateTest {
    private static final Path TLS = Path.of("src/test/resources/good/tls").toAbsolutePath();

    private final StringWriter err = new StringWriter();
    private Router router;

    @BeforeEach
    void start() throws Exception {
        ListeningEndpoint.Tcp endpoint = new ListeningEndpoint.Tcp("127.0.0.1", 0)
                .withTls(new ServerTlsOptions(TLS.resolve("key.pem"), TLS.resolve("certificate.pem")));
        router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(Listener.webSocket(endpoint, Access.ANONYMOUS).withName("wss"))
                .listen(Listener.rawSocket(endpoint, Access.ANONYMOUS).withName("rss"))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    private int call(String scheme, String... options) {
        int port = router.listeners().stream()
                .filter(listener -> listener.listener().name().equals(scheme))
                .findFirst()
                .orElseThrow()
                .port();
        List<String> all =
                new ArrayList<>(List.of("call", "--url", scheme + "://127.0.0.1:" + port, "--any-host-name"));
        all.addAll(List.of(options));
        all.add("com.example.missing");
        CommandLine commandLine = NodeCommand.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss", "rss"})
    void theErrorNamesTheOptionForCertificatesToTrust(String scheme) {
        assertThat(call(scheme)).as(err.toString()).isEqualTo(69);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("no router answers: TLS: ")
                .endsWith(" (--ca FILE names a certificate to trust)");
    }

    @Test
    void withTheCertificateOfItsAuthorityTheRouterAnswers() {
        assertThat(call("wss", "--ca", TLS.resolve("ca.pem").toString())).isEqualTo(1);

        assertThat(err.toString()).contains("wamp.error.no_such_procedure").doesNotContain("--ca");
    }
}
