package io.aerostat.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.component.ComponentContext;
import io.aerostat.protocol.authentication.KeyDerivation;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final Map<String, Object> DETAILS = Map.of("authmethod", "wampcra", "session", 4711L);

    private Authenticator authenticator;

    @BeforeEach
    void make() throws Exception {
        authenticator =
                new Authenticator(new ComponentContext("component001", "realm1", Map.of("users", "users.json")));
    }

    @Test
    void isTheProcedureThatTheConfigurationNames() throws Exception {
        assertThat(Authenticator.class
                        .getMethod("authenticate", String.class, String.class, Map.class)
                        .getAnnotation(Procedure.class)
                        .value())
                .isEqualTo("com.balloon.authenticate");
    }

    @Test
    void answersWithThePrincipal() {
        assertThat(authenticator.authenticate("realm1", "ingemar", DETAILS))
                .isEqualTo(Map.of("secret", "123456", "role", "balloonpopper", "authid", "ID09125"));
    }

    @Test
    void theSaltedSecretIsTheOneThatTheClientDerives() {
        assertThat(authenticator.authenticate("realm1", "anohni", DETAILS))
                .containsAllEntriesOf(Map.of("salt", "salt123", "iterations", 100, "keylen", 16))
                .containsEntry("secret", new KeyDerivation("salt123", 100, 16).derive("secret1"));
    }

    @Test
    void anUnknownUserIsRefusedByName() {
        assertThatThrownBy(() -> authenticator.authenticate("realm1", "mallory", DETAILS))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("com.example.no_such_user");
                    assertThat(error.args())
                            .isEqualTo(List.of("could not authenticate session - no such user mallory"));
                });
    }

    @Test
    void aMethodThatTheRouterWouldNotCheckItselfIsRefused() {
        assertThatThrownBy(() -> authenticator.authenticate("realm1", "karina", Map.of("authmethod", "ticket")))
                .isInstanceOf(ApplicationError.class)
                .hasMessageContaining("ticket is not supported");
    }

    @Test
    void theUsersAreExpectedBesideItsJarOrFolderOfClasses() throws Exception {
        String name = "/io/aerostat/authenticator/Authenticator.class";

        assertThat(Authenticator.beside(new URL("jar:file:/opt/a%20b/authenticator.jar!" + name)))
                .isEqualTo(Path.of("/opt/a b/users.json"));
        assertThat(Authenticator.beside(new URL("file:/opt/target/classes" + name)))
                .isEqualTo(Path.of("/opt/target/users.json"));
        assertThatThrownBy(() -> Authenticator.beside(null))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("extra.users");
        assertThatThrownBy(() -> new Authenticator(new ComponentContext("component001", "realm1", Map.of())))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("users.json");
    }
}
