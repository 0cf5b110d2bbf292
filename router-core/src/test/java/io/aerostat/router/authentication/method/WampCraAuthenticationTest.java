package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.CraDictionary;
import io.aerostat.router.authentication.account.DynamicAccounts;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.StaticAccounts;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.TransportInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WampCraAuthenticationTest {
    private static final KeyDerivation SALTING = new KeyDerivation("salt123", 100, 16);
    private static final Map<String, Account<CraSecret>> ACCOUNTS = Map.of(
            "joe", new Account<>("joe", "user", CraSecret.plain("secret2")),
            "stored", new Account<>("stored", "user", new CraSecret("prq7+YkJ1/KlW1X0YczMHw==", SALTING)),
            "plain", new Account<>("plain", "user", new CraSecret("secret1", SALTING)));

    private final WampCraAuthentication method = new WampCraAuthentication(
            new StaticAccounts<>(ACCOUNTS), MockSecrets.unsalted(), Denial.SPECIFICATION, Runnable::run);

    @Test
    @Conformance({"AUT-1", "AUT-7"})
    void aRightSignatureIsGranted() {
        Challenged challenged = challenge("joe");
        assertThat(answer(challenged, WampCra.sign(text(challenged), "secret2")))
                .isEqualTo(new Granted(null, "joe", "user", "static", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored", "plain"})
    @Conformance({"CRA-3", "CRA-4"})
    void aSaltedSecretMayBeConfiguredDerivedOrPlain(String authid) {
        Challenged challenged = challenge(authid);
        assertThat(challenged.extra())
                .containsEntry("salt", "salt123")
                .containsEntry("iterations", 100L)
                .containsEntry("keylen", 16L);
        String derived = SALTING.derive("secret1");
        assertThat(answer(challenged, WampCra.sign(text(challenged), derived))).isInstanceOf(Granted.class);
    }

    @Test
    @Conformance({"CRA-1", "SES-8"})
    void theChallengeNamesTheSessionToCome() {
        assertThat(text(challenge("joe")))
                .contains("\"session\": 4711")
                .contains("\"authid\": \"joe\"")
                .contains("\"authmethod\": \"wampcra\"");
    }

    @Test
    @Conformance("CRA-5")
    void everyChallengeHasAFreshNonce() {
        assertThat(text(challenge("joe"))).isNotEqualTo(text(challenge("joe")));
    }

    @Test
    @Conformance("AUT-6")
    void anUnknownAuthidLooksLikeAWrongSecret() {
        Challenged unknown = challenge("nobody");
        Challenged known = challenge("joe");
        assertThat(unknown.extra().keySet()).isEqualTo(known.extra().keySet());
        assertThat(answer(unknown, "x")).isEqualTo(answer(known, "x")).isInstanceOf(Refused.class);
    }

    @Test
    @Conformance("CRA-6")
    void mockSaltsAreStable() {
        MockSecrets mocks = MockSecrets.like(List.of(ACCOUNTS.get("stored")));
        assertThat(mocks.secretOf("nobody").salting().salt())
                .hasSize(7)
                .isEqualTo(mocks.secretOf("nobody").salting().salt());
        assertThat(mocks.secretOf("nobody").salting().salt())
                .isNotEqualTo(mocks.secretOf("somebody").salting().salt());
    }

    @Test
    @Conformance("DYN-1")
    void aDynamicAuthenticatorAssignsEverything() {
        ProcedureCaller caller = (realm, procedure, arguments) -> {
            assertThat(arguments.args().get(0)).isEqualTo("realm1");
            assertThat(arguments.args().get(1)).isEqualTo("ingemar");
            assertThat(arguments.args().get(2))
                    .isInstanceOfSatisfying(
                            Map.class,
                            details -> assertThat(details.get("authmethod")).isEqualTo("wampcra"));
            return answerWith(Map.of(
                    "secret",
                    "123456",
                    "role",
                    "popper",
                    "authid",
                    "ID09125",
                    "realm",
                    "other",
                    "extra",
                    Map.of("a", 1L)));
        };
        Challenged challenged = (Challenged) begin(dynamic(caller), "ingemar");
        assertThat(answer(challenged, WampCra.sign(text(challenged), "123456")))
                .isEqualTo(new Granted("other", "ID09125", "popper", "dynamic", Map.of("a", 1L)));
    }

    /** Test suites of other projects look for the words {@code invalid signature}. */
    @Test
    void aWrongSignatureIsCalledInvalid() {
        ProcedureCaller caller =
                (realm, procedure, arguments) -> answerWith(Map.of("secret", "123456", "role", "popper"));
        Challenged challenged = (Challenged) begin(dynamic(caller), "ingemar");
        assertThat(answer(challenged, WampCra.sign(text(challenged), "654321")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("invalid signature"));
    }

    @Test
    void anAuthenticatorRefusesWithItsOwnUri() {
        ProcedureCaller caller = (realm, procedure, arguments) -> CompletableFuture.failedFuture(
                new ServiceException("com.example.no_such_user", "could not authenticate session - no such user eve"));
        assertThat(begin(dynamic(caller), "eve"))
                .isEqualTo(
                        new Refused("com.example.no_such_user", "could not authenticate session - no such user eve"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wamp.error.no_such_procedure", "wamp.error.runtime_error", "wamp.error.canceled"})
    @Conformance({"AUT-5", "P10"})
    void abrokenAuthenticatorFailsClosed(String error) {
        ProcedureCaller caller = (realm, procedure, arguments) -> CompletableFuture.failedFuture(
                new ServiceException(error, "java.lang.NullPointerException at secret place"));
        assertThat(begin(dynamic(caller), "eve")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("wamp.error.authentication_failed");
            assertThat(refused.message()).doesNotContain("NullPointer");
        });
    }

    @Test
    void nonsenseFailsClosed() {
        for (Object nonsense : List.of(
                7L,
                List.of(),
                Map.of("role", "r"),
                Map.of("role", 7L, "secret", "s"),
                Map.of("role", "r", "secret", "s", "salt", 1L))) {
            assertThat(begin(dynamic((realm, procedure, arguments) -> answerWith(nonsense)), "eve"))
                    .as("%s", nonsense)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("wamp.error.authentication_failed"));
        }
    }

    @Test
    void anAuthenticatorThatNeverAnswersFailsClosed() {
        assertThat(begin(dynamic((realm, procedure, arguments) -> new CompletableFuture<>()), "eve"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wamp.error.authentication_failed"));
    }

    private static CompletableFuture<PayloadValues> answerWith(Object value) {
        return CompletableFuture.completedFuture(new PayloadValues(List.of(value), Map.of()));
    }

    private static WampCraAuthentication dynamic(ProcedureCaller caller) {
        DynamicAuthenticator authenticator =
                new DynamicAuthenticator(caller, "com.authenticate", null, null, Duration.ofMillis(200));
        return new WampCraAuthentication(
                new DynamicAccounts<>(authenticator, "dynamic", CraDictionary::read),
                MockSecrets.unsalted(),
                Denial.CROSSBAR,
                Runnable::run);
    }

    private Challenged challenge(String authid) {
        return (Challenged) begin(method, authid);
    }

    private static AuthenticationStep begin(WampCraAuthentication method, String authid) {
        HelloDetails details = new HelloDetails(Roles.NONE, null, List.of("wampcra"), authid, null, Map.of());
        AuthenticationRequest request =
                new AuthenticationRequest(4711, "realm1", details, TransportInfo.local(), Serialization.JSON);
        return method.begin(request).toCompletableFuture().join();
    }

    private static String text(Challenged challenged) {
        return (String) challenged.extra().get("challenge");
    }

    private static AuthenticationStep answer(Challenged challenged, String signature) {
        return challenged
                .answer()
                .apply(new Authenticate(signature, Map.of()))
                .toCompletableFuture()
                .join();
    }
}
