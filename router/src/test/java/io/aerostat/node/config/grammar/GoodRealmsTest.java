package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.RouterWorker;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks realms: their options, roles, permissions, event history, contracts and templates. */
class GoodRealmsTest extends GoodConfiguration {
    @Test
    void realmsAndRoles() {
        RealmDefinition realm = router().realms().get(0);
        assertThat(realm.options().uriCheck()).isEqualTo(UriCheck.STRICT);
        assertThat(realm.options().broker().eventDispatchingChunkSize()).isEqualTo(20);
        assertThat(realm.options().metaApi()).isFalse();
        assertThat(realm.options().broker().retainedTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(realm.options().broker().disclosure()).isEqualTo(DisclosurePolicy.IGNORE);
        assertThat(realm.options().dealer())
                .isEqualTo(DealerOptions.DEFAULT
                        .withLimits(new DealerLimits(12, 13, 14, 15, 16))
                        .withDisclosure(DisclosurePolicy.IGNORE)
                        .withRequestOrder(RequestOrder.STRICT)
                        .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(60))
                        .withTimeoutsInSeconds(true)
                        .withForwardTimeouts(true));
        assertThat(realm.roles())
                .extracting(role -> role.getClass().getSimpleName())
                .containsExactly("WithPermissions", "WithAuthorizer", "AllowingAll", "WithPermissions");
        RealmDefinition plain = router().realms().get(1);
        assertThat(plain.options().uriCheck()).isEqualTo(UriCheck.LOOSE);
        assertThat(plain.options().broker().eventDispatchingChunkSize()).isEqualTo(100);
        assertThat(plain.options().metaApi()).isTrue();
        assertThat(plain.options().dealer()).isEqualTo(DealerOptions.DEFAULT);
    }

    @Test
    void permissionsKnowStarsAndMatch() {
        Role.WithPermissions backend =
                (Role.WithPermissions) router().realms().get(0).roles().get(0);
        assertThat(backend.permissions())
                .containsExactly(
                        new Permission(
                                "com.example.", MatchPolicy.PREFIX, Set.of(Action.values()), true, true, true, -1),
                        new Permission(
                                "com.starred.", MatchPolicy.PREFIX, Set.of(Action.SUBSCRIBE), false, false, false, 2),
                        permission("com..wild", MatchPolicy.WILDCARD, Action.CALL),
                        permission("", MatchPolicy.PREFIX, Action.PUBLISH),
                        permission("com.plain", MatchPolicy.EXACT, Action.REGISTER));
    }

    private static Permission permission(String pattern, MatchPolicy match, Action action) {
        return new Permission(pattern, match, Set.of(action));
    }

    @Test
    void eventHistory() {
        assertThat(router().realms().get(0).options().broker().historyFormat()).isEqualTo(HistoryFormat.SPECIFICATION);
        assertThat(router().realms().get(0).options().broker().history())
                .containsExactly(
                        new HistoryRule("com.example.topic", MatchPolicy.EXACT, 5),
                        new HistoryRule("com.example.", MatchPolicy.PREFIX, 50));
    }

    @Test
    void contracts() {
        Contracts contracts = router().realms().get(0).options().contracts();

        assertThat(contracts.procedures())
                .extracting(ProcedureContract::uri)
                .containsExactly("com.balloon.inflate", "com.shop.order.");
        assertThat(contracts.topics())
                .extracting(TopicContract::uri)
                .containsExactly("com.balloon.moved", "com.shop.sold");
        assertThat(contracts.ofCall("com.shop.order.new")).isNotNull();
        assertThat(contracts.ofResult("com.balloon.inflate")).isNotNull();
        assertThat(contracts.ofEvent("com.balloon.moved")).isNull();
        assertThat(contracts.describe("com.balloon.moved", null)).containsKey("topic");
    }

    /**
     * Templates have a separate file, because a node of a cluster, such as that of {@code everything.json}, cannot have
     * any.
     */
    @Test
    void realmTemplates() throws IOException {
        ConfigurationFile templates = read(Files.readString(FOLDER.resolve("templates.json")));

        RouterWorker router = templates
                .configuration()
                .orElseThrow()
                .workers(RouterWorker.class)
                .get(0);
        assertThat(router.templates())
                .containsExactly(new RealmTemplate(
                        "tenants",
                        "tenant.*",
                        RealmOptions.DEFAULT
                                .withUriCheck(UriCheck.STRICT)
                                .withRates(Map.of("member", RateLimits.ofSession(RateLimit.perSecond(7, 7)))),
                        List.of(new Role.WithPermissions("member", List.of())),
                        5,
                        Duration.ofSeconds(6)));
    }
}
