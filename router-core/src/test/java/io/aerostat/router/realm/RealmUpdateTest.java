package io.aerostat.router.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealmUpdateTest {
    private final Router router = Router.builder()
            .realm("realm1", realm -> realm.role(Role.allowingAll("a")).role(Role.allowingAll("b")))
            .start();

    @AfterEach
    void end() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    /** A new option of a realm must say when it takes effect. */
    @Test
    void everyOptionSaysWhenItTakesEffect() {
        List<String> components = new ArrayList<>();
        for (RecordComponent component : RealmOptions.class.getRecordComponents()) {
            if (component.getType() == BrokerOptions.class || component.getType() == DealerOptions.class) {
                for (RecordComponent part : component.getType().getRecordComponents()) {
                    components.add(component.getName() + "." + part.getName());
                }
            } else {
                components.add(component.getName());
            }
        }

        assertThat(RealmUpdate.knownOptions()).containsExactlyElementsOf(components);
    }

    @Test
    void optionsThatNeedARestartKeepTheirValue() {
        RealmAdministration realm = router.realm("realm1").orElseThrow();
        RealmOptions wanted = RealmOptions.DEFAULT
                .withMetaApi(false)
                .withHistoryBytesPerLog(7)
                .withUriCheck(UriCheck.STRICT)
                .withSessions(new RealmLimits(3, 3));

        RealmUpdate update = realm.update(
                new RealmDefinition("realm1", wanted, List.of(Role.withPermissions("a"), Role.allowingAll("c"))));

        assertThat(update)
                .isEqualTo(new RealmUpdate(
                        List.of("c"),
                        List.of("a"),
                        List.of("b"),
                        Map.of(
                                "metaApi", OptionEffect.RESTART,
                                "historyBytesPerLog", OptionEffect.RESTART,
                                "uriCheck", OptionEffect.NEW_SESSIONS,
                                "sessions", OptionEffect.AT_ONCE)));
        RealmOptions runs = realm.definition().options();
        assertThat(runs.metaApi()).isTrue();
        assertThat(runs.historyBytesPerLog()).isEqualTo(RealmOptions.DEFAULT.historyBytesPerLog());
        assertThat(runs.uriCheck()).isEqualTo(UriCheck.STRICT);
        assertThat(runs.sessions()).isEqualTo(new RealmLimits(3, 3));
        assertThat(realm.update(realm.definition()).isEmpty()).isTrue();
    }

    @Test
    void anotherNameOrTwoRolesOfOneNameChangeNothing() {
        RealmAdministration realm = router.realm("realm1").orElseThrow();

        assertThatThrownBy(() -> realm.update(new RealmDefinition("realm2")))
                .hasMessageContaining("found the name \"realm2\" (expected the same one)");
        assertThatThrownBy(
                        () -> realm.update(new RealmDefinition("realm1", Role.allowingAll("a"), Role.allowingAll("a"))))
                .hasMessageContaining("role \"a\": found twice");
        assertThat(realm.definition().roles()).extracting(Role::name).containsExactly("a", "b");
    }

    @Test
    void realmsComeAndGoWhileTheRouterRuns() {
        router.addRealm(new RealmDefinition("realm2", Role.allowingAll("a")));

        assertThat(router.realms()).isEqualTo(Set.of("realm1", "realm2"));
        assertThatThrownBy(() -> router.addRealm(new RealmDefinition("realm2"))).hasMessageContaining("found twice");
        assertThat(router.removeRealm("realm2")).isTrue();
        assertThat(router.removeRealm("realm2")).isFalse();
        assertThat(router.realm("realm2")).isEmpty();
    }
}
