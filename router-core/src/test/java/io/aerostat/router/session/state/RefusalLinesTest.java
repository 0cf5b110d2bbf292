package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.listener.Access;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests that each refusal before a session is one log line with the client and the reason (P10). */
@Conformance({"SES-9", "SES-10", "SES-23"})
class RefusalLinesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Roles CLIENT = Roles.complete(Set.of(Role.SUBSCRIBER));
    private static final TransportInfo PEER =
            new TransportInfo("tcp", "websocket", "tcp4:192.0.2.1:5", "own", false, null, Map.of(), null, List.of());

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Logger sessions = (Logger) LoggerFactory.getLogger("io.aerostat.router.session");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    private @Nullable Router router;

    @BeforeEach
    void listen() {
        appender.start();
        sessions.setLevel(Level.INFO);
        sessions.addAppender(appender);
    }

    @AfterEach
    void close() {
        sessions.detachAppender(appender);
        sessions.setLevel(null);
        if (router != null) {
            router.close(Duration.ZERO).join();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * Refuses clients until the log has the line. Several attempts may be necessary, because the rate of such lines is
     * limited for the whole process, and another test may have reached the limit.
     */
    private void assertLine(Duration patience, AuthenticationOptions method, @Nullable Hello hello, String line) {
        router = Router.builder()
                .realm(new RealmDefinition("realm1", new AllowingAll("user")))
                .timeouts(new SessionTimeouts(patience, patience, patience))
                .eventLoops(1)
                .start();
        List<FakeLink> links = new ArrayList<>();
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            FakeLink link = new FakeLink(loop, Acceptors.of(router, Access.by(method)), PEER);
            links.add(link);
            if (hello != null) {
                link.send(hello);
            }
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(
                            () -> assertThat(lines).contains("INFO websocket/tcp tcp4:192.0.2.1:5: refused " + line));
        });
        router.close(Duration.ZERO).join();
        // There is at most one line for each refused client.
        assertThat(lines).hasSizeLessThanOrEqualTo(links.size());
        lines.clear();
    }

    private static Hello hello(@Nullable String realm, @Nullable String authid, String method) {
        return new Hello(realm, new HelloDetails(CLIENT, null, List.of(method), authid, null, Map.of()));
    }

    @Test
    void theLogNamesAClientWithAnUnknownRealm() {
        AuthenticationOptions anonymous = new AuthenticationOptions.Anonymous("user", null);
        Duration patience = Duration.ofMinutes(1);

        assertLine(
                patience,
                anonymous,
                hello("realm2", "joe", "anonymous"),
                "joe on realm realm2: wamp.error.no_such_realm (no realm \"realm2\" exists on this router)");
        assertLine(
                patience,
                anonymous,
                hello("no realm\n", null, "anonymous"),
                "(none) on realm no realm?: wamp.error.invalid_uri (HELLO.realm: found no valid URI)");
        assertLine(
                patience,
                anonymous,
                hello(null, null, "anonymous"),
                "(none) on realm (none): wamp.error.no_such_realm (no realm requested)");
    }

    @Test
    void theLogNamesAClientWhoseRoleTheRealmLacks() {
        assertLine(
                Duration.ofMinutes(1),
                new AuthenticationOptions.Anonymous("guest", "gus"),
                hello("realm1", null, "anonymous"),
                "gus on realm realm1: wamp.error.no_such_role (realm \"realm1\" has no role \"guest\")");
    }

    @Test
    void theLogNamesAClientThatIsLate() {
        AuthenticationOptions ticket =
                new AuthenticationOptions.StaticTicket(Map.of("joe", new Account<>("joe", "user", "secret")));
        Duration patience = Duration.ofMillis(200);

        assertLine(
                patience, ticket, null, "(none) on realm (none): wamp.error.authentication_failed (no HELLO in time)");
    }

    @Test
    void theLogNamesAClientThatDoesNotAnswerTheChallenge() {
        AuthenticationOptions cra = new AuthenticationOptions.StaticWampCra(Map.of());

        assertLine(
                Duration.ofMillis(200),
                cra,
                hello("realm1", "joe", "wampcra"),
                "joe on realm realm1: wamp.error.authentication_failed (no AUTHENTICATE in time)");
    }
}
