package io.aerostat.node.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport.RawSocket;
import io.aerostat.router.listener.Transport.Universal;
import io.aerostat.router.listener.Transport.Web;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failed logins of one address add up over all transports and methods. */
class FailedLoginsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Access ACCESS = Access.by(
            new AuthenticationOptions.StaticTicket(Map.of()),
            new AuthenticationOptions.StaticWampCra(Map.of()),
            new AuthenticationOptions.StaticScram(Map.of()),
            new AuthenticationOptions.Anonymous("anonymous", null));

    private final Router router = Router.builder()
            .eventLoops(2)
            .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
            .logins(new LoginLimits(
                    Optional.of(new LoginLimits.OfAddress(4, Duration.ofHours(1), Duration.ofHours(1))),
                    Optional.empty()))
            .listen(new Listener(
                    "universal",
                    new ListeningEndpoint.Tcp("127.0.0.1", 0),
                    new Universal(
                            new RawSocket(
                                    Set.copyOf(Serialization.negotiable()),
                                    ConnectionOptions.DEFAULT,
                                    RawSocket.DEFAULT_HANDSHAKE_TIMEOUT,
                                    ACCESS),
                            new Web(Map.of(
                                    "ws",
                                    PathService.WebSocket.of(ACCESS),
                                    "lp",
                                    new PathService.LongPoll(
                                            List.of(Subprotocol.unbatched(Serialization.JSON)),
                                            LongPollOptions.DEFAULT,
                                            ACCESS),
                                    "call",
                                    new HttpBridge.Caller(new BridgeOptions("realm1", ACCESS)))))))
            .start();
    private String address;

    @BeforeEach
    void listen() throws Exception {
        router.ready().get(60, TimeUnit.SECONDS);
        address = "127.0.0.1:" + ((InetSocketAddress) router.addresses().get(0)).getPort();
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    private String refusal(String url, Authentication authentication) {
        try (Client client = Client.builder()
                .realm("realm1")
                .url(url)
                .authentication(authentication)
                .build()) {
            return catchThrowableOfType(
                            JoinRefused.class, () -> client.connect().await(DEADLINE))
                    .uri();
        }
    }

    /** Calls a procedure by an HTTP request with a user and a password, and returns the status. */
    private int status(String user, String password) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/call"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"procedure\": \"com.example.one\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void failuresAddUpOverTransportsAndMethods() throws Exception {
        String rawSocket = "rs://" + address;
        String webSocket = "ws://" + address + "/ws";
        String longPoll = "http://" + address + "/lp";
        assertThat(refusal(rawSocket, Authentications.ticket("ann", "guess"))).endsWith("authentication_denied");
        assertThat(refusal(webSocket, Authentications.wampCra("bob", "guess"))).endsWith("authentication_denied");
        assertThat(refusal(longPoll, Authentications.scram("cid", "guess"))).endsWith("authentication_denied");
        assertThat(status("dan", "guess")).isEqualTo(401);

        for (String url : List.of(rawSocket, webSocket, longPoll)) {
            assertThat(refusal(url, Authentications.anonymous())).isEqualTo("wamp.error.too_many_requests");
        }

        assertThat(status("dan", "guess")).isEqualTo(429);

        router.limitLogins(LoginLimits.NONE);
        try (Client client = Client.builder().realm("realm1").url(longPoll).build()) {
            assertThat(client.connect().await(DEADLINE).details().authrole()).isEqualTo("anonymous");
        }
    }
}
