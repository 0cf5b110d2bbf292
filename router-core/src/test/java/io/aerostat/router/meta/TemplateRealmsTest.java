package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.TemplateStatistics;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests realms that are created when their first session joins, and removed when they are empty. */
class TemplateRealmsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private Router router = Router.builder().eventLoops(1).start();

    private void start(RealmTemplate... templates) {
        router.close(Duration.ZERO).join();
        var builder = Router.builder().eventLoops(2).realm(new RealmDefinition("main", new AllowingAll("user")));
        List.of(templates).forEach(builder::realmTemplate);
        router = builder.start();
    }

    private static RealmTemplate tenants(int max, Duration linger) {
        return tenants("tenant.*", RealmOptions.DEFAULT, max, linger);
    }

    private static RealmTemplate tenants(String pattern, RealmOptions options, int max, Duration linger) {
        return new RealmTemplate("tenants", pattern, options, List.of(new AllowingAll("user")), max, linger);
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    private LocalClient join(String realm) throws InterruptedException {
        return new LocalClient(router.local("ann", "user"), realm);
    }

    /** Returns the reason why a client cannot join. */
    private String refusal(String realm, String role) throws InterruptedException {
        BlockingQueue<WampMessage> received = new LinkedBlockingQueue<>();
        LocalConnection connection = router.local("ann", role).open(new LocalReceiver() {
            @Override
            public void message(WampMessage message) {
                received.add(message);
            }

            @Override
            public void closed(String reason) {}
        });
        connection.send(new Hello(
                realm, new HelloDetails(Roles.complete(Set.of(Role.CALLER)), null, List.of(), null, null, Map.of())));
        return ((Abort) received.poll(60, TimeUnit.SECONDS)).reason();
    }

    private TemplateStatistics statistics() {
        return router.statistics().templates().get(0);
    }

    @Test
    void theFirstSessionCreatesTheRealmAndOthersShareIt() throws Exception {
        start(tenants(10, LONG));
        assertThat(router.realms()).containsExactly("main");

        LocalClient first = join("tenant.acme");
        LocalClient second = join("tenant.acme");
        LocalClient elsewhere = join("tenant.other");

        first.subscribe("com.app.topic", MatchPolicy.EXACT);
        elsewhere.publish("com.app.topic", PublishOptions.NONE, "not for acme");
        second.publish("com.app.topic", PublishOptions.NONE, "for acme");
        assertThat(first.event()).containsExactly("for acme");
        assertThat(second.call("wamp.session.count").args()).containsExactly(2L);
        assertThat(router.realms()).containsExactlyInAnyOrder("main", "tenant.acme", "tenant.other");
        assertThat(router.realm("tenant.acme")).isPresent();
        assertThat(statistics()).isEqualTo(new TemplateStatistics("tenants", 2, 10, 3, 2, 0));
        assertThat(router.statistics().realms())
                .extracting(realm -> realm.name())
                .containsExactly("main");
    }

    @Test
    void aClientThatCreatesARealmFindsItsMetaApiAtOnce() throws Exception {
        start(tenants(1_000, LONG));

        for (int i = 0; i < 500; i++) {
            assertThat(join("tenant.t" + i).call("wamp.session.count").args()).containsExactly(1L);
        }
    }

    @Test
    void noRealmIsCreatedForAClientThatCannotJoinIt() throws Exception {
        start(tenants(1, LONG));

        assertThat(refusal("tenant.acme", "stranger")).isEqualTo("wamp.error.no_such_role");
        assertThat(refusal("other.acme", "user")).isEqualTo("wamp.error.no_such_realm");
        assertThat(refusal("tenant.acme.more", "user")).isEqualTo("wamp.error.no_such_realm");
        assertThat(router.realms()).containsExactly("main");

        join("tenant.acme");
        assertThat(refusal("tenant.one-more", "user")).isEqualTo("wamp.error.limit_exceeded");
        assertThat(router.realms()).containsExactlyInAnyOrder("main", "tenant.acme");
        assertThat(statistics()).isEqualTo(new TemplateStatistics("tenants", 1, 1, 1, 1, 1));
    }

    @Test
    void anEmptyRealmIsRemovedAndCreatedAgain() throws Exception {
        start(tenants(1, SHORT));
        LocalClient first = join("tenant.acme");
        first.leave();
        await().atMost(Duration.ofMinutes(1)).until(() -> router.realms().equals(Set.of("main")));

        LocalClient again = join("tenant.acme");
        again.register("com.app.procedure"); // would fail if the first realm's registration were left
        LocalClient other = join("tenant.acme");
        other.requestCall("com.app.procedure");
        again.answer(7);

        assertThat(other.takeAnswer()).isNotNull();
        assertThat(router.realms()).contains("tenant.acme");
        assertThat(statistics().created()).isEqualTo(2);
    }

    /** P6: no realm and no session is left, although joins and removals often coincide. */
    @Test
    void churnLeavesNothingBehind() throws Exception {
        start(tenants(1_000, SHORT));
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            threads.add(new Thread(() -> {
                try {
                    for (int round = 0; round < 250; round++) {
                        LocalClient client = join("tenant.t" + (round + thread) % 7);
                        client.subscribe("com.app.topic", MatchPolicy.EXACT);
                        client.register("com.app.p" + thread);
                        client.leave();
                        client.take(Goodbye.class);
                    }
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        await().atMost(Duration.ofMinutes(1)).until(() -> router.realms().equals(Set.of("main")));
        assertThat(statistics().realms()).isZero();
        assertThat(statistics().sessions()).isZero();
    }

    @Test
    void aChangedTemplateChangesItsRealms() throws Exception {
        start(tenants(10, LONG));
        LocalClient acme = join("tenant.acme");
        RealmOptions limited = RealmOptions.DEFAULT.withRates(
                Map.of("user", RateLimits.ofSession(new RateLimit(1, Duration.ofDays(1), 1))));

        router.realmTemplates(List.of(tenants("tenant.*", limited, 10, LONG)));
        acme.call("wamp.session.count");
        assertThat(acme.fail("wamp.session.count")).isEqualTo("wamp.error.too_many_requests");

        router.realmTemplates(List.of(tenants("customer.*", limited, 10, LONG)));
        assertThat(acme.take(Goodbye.class).reason()).isEqualTo("wamp.close.close_realm");
        assertThat(refusal("tenant.acme", "user")).isEqualTo("wamp.error.no_such_realm");
        LocalClient customer = join("customer.acme");

        router.realmTemplates(List.of());
        assertThat(customer.take(Goodbye.class).reason()).isEqualTo("wamp.close.close_realm");
        assertThat(router.realms()).containsExactly("main");
        assertThat(router.statistics().templates()).isEmpty();
    }

    @Test
    void aRealmGoesToAnotherTemplateThatMatchesItsName() throws Exception {
        start(tenants(10, LONG));
        LocalClient acme = join("tenant.acme");
        RealmTemplate other = new RealmTemplate(
                "others", "tenant.*", RealmOptions.DEFAULT, List.of(new AllowingAll("user")), 10, LONG);

        router.realmTemplates(List.of(tenants("customer.*", RealmOptions.DEFAULT, 10, LONG), other));
        acme.call("wamp.session.count");
        assertThat(router.statistics().templates())
                .extracting(TemplateStatistics::template, TemplateStatistics::realms)
                .containsExactly(tuple("tenants", 0), tuple("others", 1));

        router.realmTemplates(List.of(tenants("customer.*", RealmOptions.DEFAULT, 10, LONG)));
        assertThat(acme.take(Goodbye.class).reason()).isEqualTo("wamp.close.close_realm");
    }

    @Test
    void aRealmThatIsAddedByNameStays() throws Exception {
        start(tenants(10, SHORT));
        LocalClient client = join("tenant.acme");

        router.addRealm(new RealmDefinition("tenant.acme", new AllowingAll("user")));
        client.call("wamp.session.count");
        client.leave();
        client.take(Goodbye.class);
        router.realmTemplates(List.of());

        assertThat(router.realms()).containsExactlyInAnyOrder("main", "tenant.acme");
        assertThat(router.removeRealm("tenant.acme")).isTrue();
    }

    @Test
    void templatesOfOneNameAreRefused() {
        assertThatThrownBy(() -> router.realmTemplates(List.of(tenants(1, LONG), tenants(2, LONG))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("realm template \"tenants\": found twice (expected once)");
    }
}
