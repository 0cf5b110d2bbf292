package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.authorization.Role.WithAuthorizer;
import io.aerostat.router.authorization.Role.WithPermissions;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the meta API through a complete router with several loops, as clients see it. */
class MetaApiTest {
    private final Router router = Router.builder()
            .eventLoops(3)
            .realm(new RealmDefinition("realm1", roles()))
            .realm(new RealmDefinition(
                    "remembering",
                    RealmOptions.DEFAULT.withBroker(BrokerOptions.DEFAULT.withHistory(
                            List.of(new HistoryRule("wamp.session.on_join", MatchPolicy.EXACT, 10)))),
                    List.of(roles())))
            .realm(new RealmDefinition("quiet", RealmOptions.DEFAULT.withMetaApi(false), List.of(roles())))
            .start();

    private static io.aerostat.router.authorization.Role[] roles() {
        Permission everything = new Permission("", MatchPolicy.PREFIX, EnumSet.allOf(Action.class));
        Permission kill = new Permission("wamp.session.kill", MatchPolicy.PREFIX, EnumSet.allOf(Action.class));
        Permission purge = new Permission("wamp.authorization.purge", MatchPolicy.EXACT, EnumSet.allOf(Action.class));
        return new io.aerostat.router.authorization.Role[] {
            new WithPermissions("admin", List.of(everything, kill, purge)),
            new AllowingAll("user"),
            new WithAuthorizer("asked", "com.app.authorize")
        };
    }

    private LocalClient join(String authid, String authrole) throws InterruptedException {
        return new LocalClient(router.local(authid, authrole), "realm1");
    }

    @AfterEach
    void stop() {
        // A deadline of zero, because the joined clients do not answer GOODBYE.
        router.close(Duration.ZERO).join();
    }

    @Conformance({"SM-3", "SM-4", "SM-5", "A-36", "META-6", "RM-2", "SBM-1"})
    @Test
    void theLifeOfASessionIsAnnouncedInOrder() throws Exception {
        LocalClient watcher = join("root", "admin");
        for (String kind : List.of("wamp.session.", "wamp.subscription.", "wamp.registration.")) {
            watcher.subscribe(kind, MatchPolicy.PREFIX);
        }
        LocalClient client = join("ann", "user");
        long subscription = client.subscribe("com.app.topic", MatchPolicy.EXACT);
        // A subscription to a meta topic must not be announced. The router publishes nothing to this topic, because an
        // event could arrive before the answers to the client.
        client.subscribe("wamp.session.on_nothing", MatchPolicy.PREFIX);
        long registration = client.register("com.app.add");
        client.lose();

        List<String> told = new ArrayList<>();
        while (told.isEmpty() || !told.get(told.size() - 1).startsWith("wamp.session.on_leave")) {
            Event event = watcher.take(Event.class);
            List<Object> arguments = new ArrayList<>(LocalClient.values(event).args());
            // Other tests check the details.
            arguments.removeIf(Map.class::isInstance);
            told.add(event.details().topic() + " " + arguments);
        }
        assertThat(told)
                .containsExactly(
                        "wamp.session.on_join []",
                        "wamp.subscription.on_create [" + client.id + "]",
                        "wamp.subscription.on_subscribe [" + client.id + ", " + subscription + "]",
                        "wamp.registration.on_create [" + client.id + "]",
                        "wamp.registration.on_register [" + client.id + ", " + registration + "]",
                        "wamp.subscription.on_unsubscribe [" + client.id + ", " + subscription + "]",
                        "wamp.subscription.on_delete [" + client.id + ", " + subscription + "]",
                        "wamp.registration.on_unregister [" + client.id + ", " + registration + "]",
                        "wamp.registration.on_delete [" + client.id + ", " + registration + "]",
                        "wamp.session.on_leave [" + client.id + ", ann, user]");
    }

    @Conformance({"SM-5", "META-6"})
    @Test
    void aSessionNeverGetsItsOwnJoinEvent() throws Exception {
        for (int i = 0; i < 500; i++) {
            // The client subscribes while its own on_join may still be waiting on the loop of the router's session.
            LocalClient client = join("ann", "user");
            client.subscribe("wamp.session.on_join", MatchPolicy.EXACT);
            LocalClient other = join("bea", "user");

            Map<?, ?> told = (Map<?, ?>) client.event().get(0);

            assertThat(told.get("session"))
                    .as("of %s and %s", client.id, other.id)
                    .isEqualTo(other.id);
            client.lose();
            other.lose();
        }
    }

    @Conformance({"META-1", "SM-5"})
    @Test
    void aWelcomedSessionIsListed() throws Exception {
        LocalClient watcher = join("root", "admin");
        for (int i = 0; i < 300; i++) {
            LocalClient client = join("ann", "user");
            assertThat(watcher.call("wamp.session.get", client.id).args()).hasSize(1);
            client.lose();
        }
    }

    @Conformance({"A-35", "ORD-2"})
    @Test
    void aSessionGetsItsOwnSubscriptionEventAfterSubscribed() throws Exception {
        for (int i = 0; i < 200; i++) {
            LocalClient client = join("ann", "user");
            client.subscribe("wamp.subscription.on_subscribe", MatchPolicy.EXACT);
            // The answer must be the next message; the event may follow only after it.
            long subscription = client.subscribe("com.app.topic" + i, MatchPolicy.EXACT);
            assertThat(client.event()).isEqualTo(List.of(client.id, subscription));
            client.lose();
        }
    }

    @Conformance({"META-1", "SM-1"})
    @Test
    void sessionsAreCountedShownAndKilled() throws Exception {
        LocalClient admin = join("root", "admin");
        LocalClient user = join("ann", "user");

        assertThat(admin.call("wamp.session.count").args()).isEqualTo(List.of(2L));
        assertThat(user.call("wamp.session.get", admin.id).args())
                .singleElement()
                .satisfies(details ->
                        assertThat(((Map<?, ?>) details).get("authid")).isEqualTo("root"));

        admin.call("wamp.session.kill", user.id);
        assertThat(user.take(Goodbye.class).reason()).isEqualTo(CloseUris.KILLED);
        assertThat(admin.fail("wamp.session.get", user.id)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
    }

    @Conformance("META-2")
    @Test
    void endingOthersNeedsAnExplicitPermission() throws Exception {
        LocalClient user = join("ann", "user");

        for (String procedure : List.of("kill", "kill_by_authid", "kill_by_authrole", "kill_all")) {
            assertThat(user.fail("wamp.session." + procedure, "x")).isEqualTo(ErrorUris.NOT_AUTHORIZED);
        }
        assertThat(user.fail("wamp.subscription.remove_subscriber", 1L, 1L)).isEqualTo(ErrorUris.NOT_AUTHORIZED);
        assertThat(user.fail("wamp.subscription.purge_retained", "com.app.topic"))
                .isEqualTo(ErrorUris.NOT_AUTHORIZED);
        assertThat(user.fail("wamp.registration.remove_callee", 1L, 1L)).isEqualTo(ErrorUris.NOT_AUTHORIZED);
        assertThat(user.fail("wamp.authorization.purge")).isEqualTo(ErrorUris.NOT_AUTHORIZED);
    }

    @Conformance("P11")
    @Test
    void authorizersAreAskedAgainAfterAPurge() throws Exception {
        LocalClient authorizer = join("root", "admin");
        authorizer.register("com.app.authorize");
        LocalClient asked = join("eve", "asked");
        LocalClient admin = join("root", "admin");

        asked.requestCall("com.app.secret");
        authorizer.answer(Map.of("allow", false, "cache", true));
        assertThat(asked.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.NOT_AUTHORIZED);
        // The authorizer does not answer again, because the refusal is cached.
        assertThat(asked.fail("com.app.secret")).isEqualTo(ErrorUris.NOT_AUTHORIZED);

        assertThat(admin.call("wamp.authorization.purge").args()).isEmpty();

        asked.requestCall("com.app.secret");
        authorizer.answer(true);
        assertThat(asked.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Conformance({"SM-2", "TES-7"})
    @Test
    void killingAllLeavesOnlyTheCaller() throws Exception {
        LocalClient admin = join("root", "admin");
        LocalClient first = join("ann", "user");
        LocalClient second = join("bea", "user");
        admin.subscribe("wamp.session.on_leave", MatchPolicy.EXACT);
        admin.subscribe("com.app.gone", MatchPolicy.EXACT);
        first.call("wamp.session.add_testament", "com.app.gone", List.of(), Map.of());

        assertThat(admin.call("wamp.session.kill_all").args()).isEqualTo(List.of(2L));
        first.take(Goodbye.class);
        second.take(Goodbye.class);

        assertThat(admin.call("wamp.session.list").args()).isEqualTo(List.of(List.of(admin.id)));
        // Any event about the killed sessions would arrive before the event about the third session.
        LocalClient third = join("cid", "user");
        third.leave();
        assertThat(admin.event()).isEqualTo(List.of(third.id, "cid", "user"));
    }

    @Conformance({"TES-1", "TES-4", "TES-6"})
    @Test
    void testamentsPrecedeTheLeaveEvent() throws Exception {
        LocalClient heir = join("root", "admin");
        heir.subscribe("com.app.gone", MatchPolicy.EXACT);
        heir.subscribe("wamp.session.on_leave", MatchPolicy.EXACT);
        LocalClient owner = join("ann", "user");
        owner.call("wamp.session.add_testament", "com.app.gone", List.of("bye"), Map.of());

        owner.leave();

        assertThat(heir.event()).isEqualTo(List.of("bye"));
        assertThat(heir.event()).isEqualTo(List.of(owner.id, "ann", "user"));
    }

    @Conformance({"HIS-4", "META-6"})
    @Test
    void pastJoinEventsCanBeQueried() throws Exception {
        LocalClient first = new LocalClient(router.local("ann", "user"), "remembering");
        LocalClient second = new LocalClient(router.local("bea", "user"), "remembering");
        long subscription = second.subscribe("wamp.session.on_join", MatchPolicy.EXACT);

        // Sessions on different loops join in no particular order, and WELCOME precedes the event (SM-5).
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(joined(second, subscription)).containsExactlyInAnyOrder(first.id, second.id));
        // Meta subscriptions are not listed (META-3), so only their subscribers know the ids.
        assertThat(second.callBesideEvents("wamp.subscription.get", subscription))
                .isInstanceOfSatisfying(
                        ErrorMessage.class,
                        error -> assertThat(error.error()).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION));
    }

    /** Returns the sessions in the past events of a subscription to on_join. */
    private static List<Object> joined(LocalClient client, long subscription) throws InterruptedException {
        List<Object> joined = new ArrayList<>();
        for (Object event : client.valuesBesideEvents("wamp.subscription.get_events", subscription)
                .args()) {
            Object details = ((List<?>) ((Map<?, ?>) event).get("args")).get(0);
            joined.add(((Map<?, ?>) details).get("session"));
        }
        return joined;
    }

    @Conformance({"SES-6", "KEY-1"})
    @Test
    void aRealmAnnouncesTheMetaApiOnlyIfItHasOne() throws Exception {
        LocalClient full = join("ann", "user");
        LocalClient quiet = new LocalClient(router.local("ann", "user"), "quiet");

        assertThat(full.router).isEqualTo(Roles.complete(Set.of(Role.BROKER, Role.DEALER)));
        assertThat(quiet.router.announces(Role.BROKER, Feature.EVENT_RETENTION)).isTrue();
        for (Feature feature : List.of(
                Feature.SESSION_META_API,
                Feature.SUBSCRIPTION_META_API,
                Feature.REGISTRATION_META_API,
                Feature.TESTAMENT_META_API,
                Feature.EVENT_HISTORY)) {
            for (Role role : feature.roles()) {
                assertThat(quiet.router.announces(role, feature))
                        .as("%s", feature)
                        .isFalse();
            }
        }
    }

    @Test
    void aRealmWithoutTheMetaApiHasNone() throws Exception {
        LocalClient client = new LocalClient(router.local("ann", "admin"), "quiet");
        client.subscribe("wamp.", MatchPolicy.PREFIX);
        client.subscribe("com.app.topic", MatchPolicy.EXACT);

        assertThat(client.fail("wamp.session.count")).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
        assertThat(client.poll()).isNull();
    }
}
