package io.aerostat.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests requests that come too fast, and the lines that requests write to the log. */
class RequestLimitsTest {
    private static final String SESSIONS = "io.aerostat.router.session";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ILoggingEvent> lines = Collections.synchronizedList(new ArrayList<>());
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event);
        }
    };
    private final Logger log = (Logger) LoggerFactory.getLogger(SESSIONS);
    private Level before;
    private Router router;

    @BeforeEach
    void serve() throws Exception {
        before = log.getLevel();
        log.setLevel(Level.DEBUG);
        appender.start();
        log.addAppender(appender);
        BridgeOptions web = new BridgeOptions("realm1", HttpBridge.accessFor("web", Optional.empty()));
        Access users =
                Access.by(new AuthenticationOptions.StaticTicket(Map.of("joe", new Account<>("joe", "web", "secret"))));
        Map<String, PathService> paths = Map.of(
                "publish", new HttpBridge.Publisher(web),
                "hook", new HttpBridge.Webhook(web, "com.example.hook", "thanks", "sorry", Optional.empty()),
                "users", new HttpBridge.Publisher(new BridgeOptions("realm1", users)));
        RateLimits rates = RateLimits.ofRole(new RateLimit(1, Duration.ofMinutes(10), 1));
        router = Router.builder()
                .logins(new LoginLimits(
                        Optional.of(new LoginLimits.OfAddress(1, Duration.ofMinutes(1), Duration.ofMinutes(1))),
                        Optional.empty()))
                .realm(
                        "realm1",
                        realm -> realm.role(Role.allowingAll("web"))
                                .options(RealmOptions.DEFAULT.withRates(Map.of("web", rates))))
                .listen(new Listener("web", new ListeningEndpoint.Tcp("127.0.0.1", 0), new Transport.Web(paths)))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        log.detachAppender(appender);
        log.setLevel(before);
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    private HttpResponse<String> post(String path, String... headers) throws Exception {
        int port = ((InetSocketAddress) router.addresses().get(0)).getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString("{\"topic\": \"com.example.topic\"}"));
        return http.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anAnswerToARequestThatComesTooFastSaysWhenToRepeatIt() throws Exception {
        assertThat(post("/publish").statusCode()).isEqualTo(200);

        HttpResponse<String> late = post("/publish");
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 600L);

        HttpResponse<String> hook = post("/hook");
        assertThat(hook.statusCode()).isEqualTo(429);
        assertThat(hook.body()).isEqualTo("sorry");
        assertThat(hook.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 600L);
    }

    @Test
    void aClientThatIsLockedOutLearnsForHowLong() throws Exception {
        assertThat(post("/users", "Authorization", "Basic am9lOndyb25n", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);

        HttpResponse<String> locked =
                post("/users", "Authorization", "Basic am9lOndyb25n", "Content-Type", "application/json");

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 60L);
    }

    @Test
    void theSessionOfARequestWritesNoLinesAboutTheLifeOfTheNode() throws Exception {
        post("/publish");

        await().untilAsserted(() -> assertThat(List.copyOf(lines))
                .filteredOn(line -> line.getFormattedMessage().startsWith("session "))
                .hasSize(2)
                .allMatch(line -> line.getLevel() == Level.DEBUG));
    }
}
