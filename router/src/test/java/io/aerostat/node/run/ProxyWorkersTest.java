package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.AuthenticationAttempt;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.message.Challenge;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Checks that proxy workers serve the clients of their routers, and that routers accept proxies of Crossbar.io. */
@Timeout(180)
class ProxyWorkersTest {
    private static final CryptosignKey KEY = CryptosignKey.generate();

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [
                 {"name": "realm1", "roles": [
                   {"name": "anonymous", "allow-by-default": true},
                   {"name": "user", "allow-by-default": true},
                   {"name": "admin", "allow-by-default": true}]},
                 {"name": "realm2", "roles": [{"name": "anonymous"}]}],
               "transports": [
                 {"type": "rawsocket", "endpoint": {"type": "unix", "path": "router.sock"},
                  "auth": {
                    "anonymous-proxy": {"type": "static"},
                    "cryptosign-proxy": {"type": "static", "principals": {
                      "node1": {"role": "user", "authorized_keys": ["%s"]}}}}},
                 {"type": "rawsocket", "id": "open_port",
                  "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                  "auth": {"anonymous-proxy": {"type": "static"}}}]},
              {"type": "proxy",
               "connections": {"conn1": {"transport": {"type": "rawsocket", "serializer": "cbor",
                 "endpoint": {"type": "unix", "path": "router.sock"}}}},
               "routes": {"realm1": {"anonymous": "conn1", "user": "conn1"}},
               "transports": [
                 {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                  "paths": {"ws": {"type": "websocket", "auth": {
                    "anonymous": {"type": "static"},
                    "ticket": {"type": "static", "principals": {
                      "joe": {"ticket": "secret1", "role": "user"},
                      "eve": {"ticket": "secret2", "role": "admin"}}}}}}}]}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Node node;

    @BeforeEach
    void start() throws Exception {
        ConfigurationFile file = ConfigurationFile.read(
                "node.json",
                CONFIGURATION.formatted(KEY.publicKey()),
                new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        node = Node.of(file.configuration().orElseThrow(), Level.WARN);
        node.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private ClientBuilder throughProxy() {
        return Client.builder()
                .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws")
                .realm("realm1");
    }

    private ClientBuilder overSocket() {
        return Client.builder().url("unix://" + folder.resolve("router.sock")).realm("realm1");
    }

    private static Session join(Client client) throws Exception {
        return client.join().get(60, TimeUnit.SECONDS);
    }

    @Test
    void clientsOfAProxyMeetInTheRealmOfTheRouter() throws Exception {
        try (Client anonymous = throughProxy().build();
                Client joe = throughProxy()
                        .authentication(Authentications.ticket("joe", "secret1"))
                        .build()) {
            join(joe)
                    .register("demo.add", call -> call.arg(0, Integer.class) + 1)
                    .get(60, TimeUnit.SECONDS);

            assertThat(join(anonymous).call("demo.add", 2).as(Integer.class).get(60, TimeUnit.SECONDS))
                    .isEqualTo(3);
        }
    }

    @Test
    void aRoleWithoutARouteCannotJoin() {
        try (Client eve = throughProxy()
                .authentication(Authentications.ticket("eve", "secret2"))
                .build()) {
            assertThatThrownBy(() -> join(eve))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(JoinRefused.class)
                    .hasMessageContaining("no route to realm \"realm1\" for role \"admin\"");
        }
    }

    @Test
    void aRealmWithoutARouteCannotBeJoined() {
        try (Client other = throughProxy().realm("realm2").build()) {
            assertThatThrownBy(() -> join(other))
                    .cause()
                    .isInstanceOf(JoinRefused.class)
                    .hasMessageContaining("no route to realm \"realm2\"");
        }
    }

    @Test
    void aProxyOfCrossbarJoinsInTheNameOfItsClient() throws Exception {
        try (Client proxy = overSocket()
                .authentication(new Proxy("anonymous-proxy", "joe", "user"))
                .build()) {
            Session session = join(proxy);

            assertThat(session.details().authid()).isEqualTo("joe");
            assertThat(session.details().authrole()).isEqualTo("user");
            assertThat(session.details().authmethod()).isEqualTo("anonymous-proxy");
        }
    }

    @Test
    void aProxyCannotGrantTheRoleOfTheRouterItself() {
        try (Client proxy = overSocket()
                .authentication(new Proxy("anonymous-proxy", "joe", "trusted"))
                .build()) {
            assertThatThrownBy(() -> join(proxy)).cause().isInstanceOf(JoinRefused.class);
        }
    }

    @Test
    void aProxyWithoutAKeyMustBeOnThisMachine() {
        try (Client proxy = Client.builder()
                .url("tcp://127.0.0.1:" + node.port("open_port").orElseThrow())
                .realm("realm1")
                .authentication(new Proxy("anonymous-proxy", "joe", "user"))
                .build()) {
            assertThatThrownBy(() -> join(proxy))
                    .cause()
                    .isInstanceOf(JoinRefused.class)
                    .hasMessageContaining("only possible over a Unix domain socket");
        }
    }

    @Test
    void aProxyWithItsKeyJoinsInTheNameOfItsClient() throws Exception {
        try (Client proxy = overSocket()
                .authentication(new SigningProxy(Authentications.cryptosign("node1", KEY)))
                .build()) {
            Session session = join(proxy);

            assertThat(session.details().authid()).isEqualTo("jane");
            assertThat(session.details().authrole()).isEqualTo("anonymous");
        }
    }

    private static Map<String, @Nullable Object> identity(String authid, String role) {
        return Map.of("proxy_realm", "realm1", "proxy_authid", authid, "proxy_authrole", role);
    }

    /** Joins like a proxy of Crossbar.io that does not authenticate itself. */
    private record Proxy(String method, String client, String role) implements Authentication {
        @Override
        public AuthenticationAttempt begin() {
            return new AuthenticationAttempt() {
                @Override
                public Map<String, @Nullable Object> helloExtra() {
                    return identity(client, role);
                }

                @Override
                public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
                    throw new IllegalStateException("found a challenge (expected none)");
                }
            };
        }
    }

    /** Joins like a proxy of Crossbar.io that signs with the key of its node. */
    private record SigningProxy(Authentication key) implements Authentication {
        @Override
        public String method() {
            return "cryptosign-proxy";
        }

        @Override
        public Optional<String> authid() {
            return key.authid();
        }

        @Override
        public AuthenticationAttempt begin() {
            AuthenticationAttempt signing = key.begin();
            return new AuthenticationAttempt() {
                @Override
                public Map<String, @Nullable Object> helloExtra() {
                    Map<String, @Nullable Object> extra = new HashMap<>(signing.helloExtra());
                    extra.putAll(identity("jane", "anonymous"));
                    return extra;
                }

                @Override
                public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
                    return signing.answer(challenge);
                }
            };
        }
    }
}
