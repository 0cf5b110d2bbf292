package io.aerostat.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which tokens are accepted (RFC 7519), and which identity a token gives its client. */
class TokenCheckTest {
    private static final JwtOptions PUBLIC = new JwtOptions(new JwtKeys.KeyFile(Path.of("keys.json")));
    private static final JwtOptions SECRET = new JwtOptions(new JwtKeys.Secret(Tokens.SECRET));

    private static TokenCheck check(JwtOptions options) {
        return new TokenCheck(options, () -> Tokens.NOW);
    }

    private static KeySet keys() throws KeySetException {
        return KeySet.parse(Tokens.keySet(Tokens.RSA, Tokens.EC, Tokens.ED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void acceptsATokenThatAKnownKeyHasSigned(String algorithm) throws Exception {
        String token = Tokens.sign(Tokens.byAlgorithm().get(algorithm), algorithm, claims -> {});

        TokenCheck.Identity identity = check(PUBLIC).check(token, keys());

        assertThat(identity.authid()).isEqualTo("joe");
        assertThat(identity.role()).isEqualTo("user");
        assertThat(identity.realm()).isNull();
        assertThat(identity.until())
                .isEqualTo(Tokens.NOW.plus(Duration.ofMinutes(5)).plus(JwtOptions.DEFAULT_CLOCK_SKEW));
    }

    @Test
    void acceptsATokenOfASharedSecret() throws Exception {
        KeySet key = TokenCheck.secret(new JwtKeys.Secret(Tokens.SECRET));

        assertThat(check(SECRET).check(Tokens.signWithSecret(claims -> {}), key).authid())
                .isEqualTo("joe");
    }

    static Stream<Arguments> refusedClaims() {
        Consumer<JwtClaims> expired = claims -> claims.setClaim("exp", Tokens.NOW.getEpochSecond() - 11);
        Consumer<JwtClaims> early = claims -> claims.setClaim("nbf", Tokens.NOW.getEpochSecond() + 11);
        Consumer<JwtClaims> foreign = claims -> claims.setIssuer("https://elsewhere.example.com");
        Consumer<JwtClaims> other = claims -> claims.setAudience("shop");
        UnaryOperator<JwtOptions> same = options -> options;
        UnaryOperator<JwtOptions> issuer = options -> options.withIssuers(List.of("https://login.example.com"));
        UnaryOperator<JwtOptions> audience = options -> options.withAudiences(List.of("balloon"));
        return Stream.of(
                Arguments.of("expired", same, expired, "the token has expired"),
                Arguments.of("not yet valid", same, early, "the token is not valid yet"),
                Arguments.of("no expiry", same, removing("exp"), "the token has no expiry (expected a claim \"exp\")"),
                Arguments.of("another issuer", issuer, foreign, "the issuer of the token is not accepted"),
                Arguments.of("no issuer", issuer, removing("iss"), "the issuer of the token is not accepted"),
                Arguments.of("another audience", audience, other, "the token is for another audience"),
                Arguments.of("no audience", audience, removing("aud"), "the token is for another audience"),
                Arguments.of("no authid", same, removing("sub"), "the token has no claim \"sub\" with an authid"),
                Arguments.of(
                        "empty authid",
                        same,
                        (Consumer<JwtClaims>) claims -> claims.setSubject(""),
                        "the token has no claim \"sub\" with an authid"),
                Arguments.of("no role", same, removing("role"), "the token has no claim \"role\" with a role"),
                Arguments.of(
                        "the role that may do everything",
                        same,
                        (Consumer<JwtClaims>) claims -> claims.setClaim("role", "trusted"),
                        "the token has the role \"trusted\" (expected one of the realm)"),
                Arguments.of(
                        "a number for a role",
                        same,
                        (Consumer<JwtClaims>) claims -> claims.setClaim("role", 7),
                        "a claim of the token has a wrong type"));
    }

    private static Consumer<JwtClaims> removing(String name) {
        return claims -> claims.unsetClaim(name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedClaims")
    void refusesATokenWhoseClaimsDoNotFit(
            String name, UnaryOperator<JwtOptions> options, Consumer<JwtClaims> change, String expected) {
        String token = Tokens.sign(Tokens.EC, "ES256", change);

        assertThatThrownBy(() -> check(options.apply(PUBLIC)).check(token, keys()))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(expected);
    }

    @Test
    void clocksMayDifferByTheSkew() throws Exception {
        String token =
                Tokens.sign(Tokens.EC, "ES256", claims -> claims.setClaim("exp", Tokens.NOW.getEpochSecond() - 9));

        assertThat(check(PUBLIC).check(token, keys()).until()).isEqualTo(Tokens.NOW.plusSeconds(1));
    }

    @Test
    void anIssuerAndAnAudienceOfTheListsAreAccepted() throws Exception {
        JwtOptions options = PUBLIC.withIssuers(List.of("a", "b")).withAudiences(List.of("x", "y"));
        String token = Tokens.sign(Tokens.ED, "EdDSA", claims -> {
            claims.setIssuer("b");
            claims.setAudience("z", "y");
        });

        assertThat(check(options).check(token, keys()).authid()).isEqualTo("joe");
    }

    @Test
    void claimsAreChosenByTheOptions() throws Exception {
        JwtOptions options = PUBLIC.withClaims(new io.aerostat.jwt.JwtClaims(
                "email", "wamp_role", Optional.of("guest"), Optional.of("realm"), List.of("team", "absent")));
        String token = Tokens.sign(Tokens.RSA, "RS256", claims -> {
            claims.setStringClaim("email", "joe@example.com");
            claims.setStringClaim("realm", "realm2");
            claims.setClaim("team", List.of("red", "blue"));
        });

        TokenCheck.Identity identity = check(options).check(token, keys());

        assertThat(identity.authid()).isEqualTo("joe@example.com");
        assertThat(identity.role()).isEqualTo("guest");
        assertThat(identity.realm()).isEqualTo("realm2");
        assertThat(identity.extra()).containsOnlyKeys("team").containsEntry("team", List.of("red", "blue"));
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        String foreign = Tokens.sign(Tokens.STRANGER, "ES256", claims -> {});
        String renamed = Tokens.sign(
                Tokens.STRANGER.getPrivateKey(),
                "ec-1",
                "ES256",
                Tokens.claims(Tokens.NOW).toJson());

        for (String token : List.of(foreign, renamed)) {
            assertThatThrownBy(() -> check(PUBLIC).check(token, keys()))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessage("the token is invalid");
        }
    }

    @Test
    void aChangedClaimIsRefused() {
        String[] parts = Tokens.sign(Tokens.EC, "ES256", claims -> {}).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("user", "boss").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> check(PUBLIC).check(parts[0] + "." + changed + "." + parts[2], keys()))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("the token is invalid");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String token =
                Tokens.sign(null, "ec-1", "none", Tokens.claims(Tokens.NOW).toJson());

        assertThatThrownBy(() -> check(PUBLIC).keyId(token)).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> check(PUBLIC).check(token, keys())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aPublicKeyIsNoSecret() {
        // An attacker knows the public key and signs with it as if it were a shared secret.
        String token = Tokens.sign(
                Tokens.hmac(Tokens.RSA.toJson()),
                "rsa-1",
                "HS256",
                Tokens.claims(Tokens.NOW).toJson());

        assertThatThrownBy(() -> check(PUBLIC).keyId(token)).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> check(PUBLIC).check(token, keys())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void onlyConfiguredAlgorithmsAreAccepted() {
        JwtOptions options = PUBLIC.withAlgorithms(Set.of(JwtAlgorithm.EDDSA));
        String token = Tokens.sign(Tokens.EC, "ES256", claims -> {});

        assertThatThrownBy(() -> check(options).keyId(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("expected a JSON Web Token signed by one of [EDDSA]");
        assertThatThrownBy(() -> check(options).check(token, keys())).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a.b.c", "a.b.c.d.e", "no token", "eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJFUzI1NiJ9.."
            })
    void textThatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> {
                    check(PUBLIC).keyId(text);
                    check(PUBLIC).check(text, keys());
                })
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aTokenThatIsTooLongIsNotLookedAt() {
        assertThatThrownBy(() -> check(PUBLIC).keyId("a".repeat(TokenCheck.MAX_TOKEN + 1)))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("found a token of 16385 characters (expected at most 16384)");
    }

    @Test
    void aFarExpiryIsAMoment() throws Exception {
        String token = Tokens.sign(Tokens.EC, "ES256", claims -> claims.setClaim("exp", Instant.MAX.getEpochSecond()));

        assertThat(check(PUBLIC).check(token, keys()).until()).isAfter(Tokens.NOW);
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> PUBLIC.withAlgorithms(Set.of(JwtAlgorithm.HS256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("algorithms: found [HS256]");
        assertThatThrownBy(() -> new JwtKeys.Secret("short"))
                .hasMessage("secret: found 5 bytes (expected at least 32)");
        assertThat(new JwtKeys.Secret(Tokens.SECRET).toString()).doesNotContain("thirty");
    }
}
