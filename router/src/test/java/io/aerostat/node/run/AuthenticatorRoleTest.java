package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.rpc.Caller;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Checks the role with which an authenticator is called. */
@Timeout(180)
class AuthenticatorRoleTest {
    private static final String PROCEDURE = "com.example.authenticate";

    private final Node node = Node.of(configuration(), Level.WARN);
    private Client authority;

    private static NodeConfiguration configuration() {
        String json = """
                {"version": 2, "workers": [{"type": "router",
                  "realms": [{"name": "realm1", "roles": [
                    {"name": "anonymous", "permissions": [{"uri": "%1$s", "allow": {"register": true}}]},
                    {"name": "asker", "permissions": [{"uri": "%1$s", "allow": {"call": true}}]},
                    {"name": "mute", "permissions": []},
                    {"name": "user"}]}],
                  "transports": [{"type": "web", "id": "web",
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                    "paths": {"authority": {"type": "websocket"}, %2$s, %3$s, %4$s, %5$s}}]}]}""".formatted(
                        PROCEDURE,
                        path("plain", ""),
                        path("asker", ", \"authenticator-role\": \"asker\""),
                        path("mute", ", \"authenticator-role\": \"mute\""),
                        path("missing", ", \"authenticator-role\": \"missing\""));
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(Path.of(""), name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        return file.configuration().orElseThrow();
    }

    private static String path(String name, String more) {
        return "\"" + name
                + "\": {\"type\": \"websocket\", \"auth\": {\"ticket\": {\"type\": \"dynamic\", \"authenticator\": \""
                + PROCEDURE + "\"" + more + "}}}";
    }

    private ClientBuilder client(String path) {
        return Client.builder()
                .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/" + path)
                .realm("realm1");
    }

    @BeforeEach
    void start() throws Exception {
        node.start();
        authority = client("authority").build();
        Session session = authority.join().get(60, TimeUnit.SECONDS);
        session.register(
                        PROCEDURE,
                        invocation -> Map.of(
                                "role",
                                "user",
                                "extra",
                                Map.of(
                                        "asked_by",
                                        invocation
                                                .caller()
                                                .flatMap(Caller::authrole)
                                                .orElse("nobody"))))
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        authority.close();
        node.close();
    }

    private SessionDetails join(String path) throws Exception {
        try (Client client = client(path)
                .authentication(Authentications.ticket("joe", "sesame"))
                .build()) {
            return client.join().get(60, TimeUnit.SECONDS).details();
        }
    }

    @Test
    @Conformance("DYN-1")
    void itIsCalledAsThatRole() throws Exception {
        SessionDetails details = join("asker");

        assertThat(details.authrole()).isEqualTo("user");
        assertThat(details.authextra()).containsEntry("asked_by", "asker");
    }

    @Test
    @Conformance("DYN-1")
    void withoutOneItIsCalledByTheRealm() throws Exception {
        assertThat(join("plain").authextra()).containsEntry("asked_by", "trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mute", "missing"})
    @Conformance({"DYN-1", "AUT-5"})
    void aRoleThatMayNotCallItRefusesEverybody(String role) {
        assertThatThrownBy(() -> join(role))
                .hasCauseInstanceOf(JoinRefused.class)
                .hasMessageContaining("wamp.error.authentication_failed");
    }
}
