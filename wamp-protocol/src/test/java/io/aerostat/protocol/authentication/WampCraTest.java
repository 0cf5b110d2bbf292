package io.aerostat.protocol.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WampCraTest {
    /** CRA-4: the first row is the vector in the specification, and the other rows are users of the balloon example. */
    @Conformance("CRA-4")
    @ParameterizedTest
    @CsvSource({
        "L3L1YUE8Txlw, salt123, 1000, 32, qzcdsr9uu/L5hnss3kjNTRe490ETgA70ZBaB5rvnJ5Y=",
        "secret1, salt123, 100, 16, prq7+YkJ1/KlW1X0YczMHw==",
    })
    void aSaltedKeyIsDerivedAsOtherImplementationsDeriveIt(
            String secret, String salt, int iterations, int keylen, String key) {
        assertThat(new KeyDerivation(salt, iterations, keylen).derive(secret)).isEqualTo(key);
    }

    /** The expected value is that of RFC 4231, test case 2. */
    @Test
    void aSignatureIsAnHmac() {
        String signature = WampCra.sign("what do ya want for nothing?", "Jefe");

        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(signature)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /** CRA-2: the text is signed exactly as received, including its spacing. */
    @Conformance("CRA-2")
    @Test
    void spacingOfTheChallengeMatters() throws Exception {
        String odd = "{ \"nonce\":\"x\" ,\t\"session\": 7}";

        String answer = WampCra.answer(Map.of("challenge", odd), "secret2");

        assertThat(WampCra.verify(odd, "secret2", answer)).isTrue();
        assertThat(WampCra.verify(odd.replace("\t", ""), "secret2", answer)).isFalse();
    }

    @Test
    void aClientThatDerivesAndOneThatHasTheDerivedKeyAgree() throws Exception {
        Map<String, Object> extra =
                new LinkedHashMap<>(WampCraChallenge.extra("challenge", new KeyDerivation("salt123", 100, 16)));

        String derived = WampCra.answer(extra, "secret1");

        assertThat(WampCra.sign("challenge", "prq7+YkJ1/KlW1X0YczMHw==")).isEqualTo(derived);
    }

    @Test
    void verificationRefusesAnotherKeyAndAnotherSignature() {
        String signature = WampCra.sign("challenge", "secret");

        assertThat(WampCra.verify("challenge", "secret", signature)).isTrue();
        assertThat(WampCra.verify("challenge", "Secret", signature)).isFalse();
        assertThat(WampCra.verify("challenge", "secret", "")).isFalse();
        assertThat(WampCra.verify("challenge", "secret", signature + "=")).isFalse();
    }

    @Conformance("CRA-1")
    @Test
    void theChallengeIsJsonWithEveryMember() {
        WampCraChallenge challenge = WampCraChallenge.create(
                "jo\"e\\ \n\u0000é", "user", "static", Instant.parse("2026-11-01T12:00:00.123456Z"), 1L << 53);

        JsonNode json = JsonMapper.shared().readTree(challenge.text());

        assertThat(json.get("authid").asString()).isEqualTo("jo\"e\\ \n\u0000é");
        assertThat(json.get("authrole").asString()).isEqualTo("user");
        assertThat(json.get("authmethod").asString()).isEqualTo("wampcra");
        assertThat(json.get("authprovider").asString()).isEqualTo("static");
        assertThat(json.get("nonce").asString()).isEqualTo(challenge.nonce()).hasSizeGreaterThan(40);
        assertThat(json.get("timestamp").asString()).isEqualTo("2026-11-01T12:00:00.123Z");
        assertThat(json.get("session").asLong()).isEqualTo(1L << 53);
    }

    @Conformance("CRA-5")
    @Test
    void noTwoChallengesAreEqual() {
        Instant now = Instant.EPOCH;
        assertThat(WampCraChallenge.create("a", "b", "c", now, 1).text())
                .isNotEqualTo(WampCraChallenge.create("a", "b", "c", now, 1).text());
    }

    /** CRA-8: a router must not be able to make a client work for hours. */
    @Conformance("CRA-8")
    @ParameterizedTest
    @CsvSource({
        "2147483648, 32, iterations",
        "1000001, 32, iterations",
        "0, 32, iterations",
        "1000, 0, keylen",
        "1000, 65, keylen",
        "1000, 9007199254740992, keylen",
    })
    void costsOutOfBoundsAreRefused(long iterations, long keylen, String named) {
        Map<String, Object> extra = Map.of("challenge", "c", "salt", "s", "iterations", iterations, "keylen", keylen);

        assertThatThrownBy(() -> WampCra.answer(extra, "secret"))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining(named);
    }

    @Test
    void aChallengeWithoutTextIsRefused() {
        assertThatThrownBy(() -> WampCra.answer(Map.of(), "secret"))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("challenge");
        assertThatThrownBy(() -> WampCra.answer(Map.of("challenge", 7L), "secret"))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("found 7");
    }

    /** CRA-3: missing costs have the default values that peers assume. */
    @Conformance("CRA-3")
    @Test
    void missingCostsHaveTheirDefaults() throws Exception {
        String answer = WampCra.answer(Map.of("challenge", "c", "salt", "salt123"), "L3L1YUE8Txlw");

        assertThat(answer).isEqualTo(WampCra.sign("c", "qzcdsr9uu/L5hnss3kjNTRe490ETgA70ZBaB5rvnJ5Y="));
    }
}
