package io.aerostat.router.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.authorization.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the names of the realms that a template creates. */
class RealmTemplateTest {
    private static RealmTemplate template(String pattern) {
        return new RealmTemplate(
                "t", pattern, RealmOptions.DEFAULT, List.of(Role.allowingAll("user")), 10, Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "tenant.*,tenant.acme,true",
        "tenant.*,tenant.acme.sub,false",
        "tenant.*,tenant,false",
        "tenant.*,tenant.,false",
        "tenant.*,other.acme,false",
        "*.tenant,acme.tenant,true",
        "a.*.b.*,a.1.b.2,true",
        "a.*.b.*,a.1.c.2,false",
        "tenant.*,tenant.with space,false",
        "tenant.*,tenant.#,false"
    })
    void aStarStandsForOneComponent(String pattern, String realm, boolean expected) {
        assertThat(template(pattern).matches(realm)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant.a\u0000b", "tenant.\u001b[31m", "tenant.a\u007f", "tenant.\u0085"})
    void namesWithControlCharactersMatchNothing(String realm) {
        assertThat(template("tenant.*").matches(realm)).isFalse();
    }

    @Test
    void longNamesMatchNothing() {
        assertThat(template("tenant.*").matches("tenant." + "x".repeat(193))).isTrue();
        assertThat(template("tenant.*").matches("tenant." + "x".repeat(194))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.*", "tenant", "tenant.a*", "tenant..*", "tenant.*.", "ten ant.*", "#.*"})
    void patternsNeedAStarAndSomethingElse(String pattern) {
        assertThat(RealmTemplate.isPattern(pattern)).isFalse();
        assertThatThrownBy(() -> template(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("realm template \"t\": found pattern \"" + pattern + "\"");
    }
}
