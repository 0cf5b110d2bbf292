package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScramTest {
    private static final ScramCost ROUNDS = ScramCost.pbkdf2(4096);
    private static final ScramCredential JOE = ScramCredential.create("pencil", ROUNDS);
    private static final ChannelBinding TLS =
            new ChannelBinding(ChannelBinding.TLS_SERVER_END_POINT, new byte[] {1, -2, 3});

    /** The exchange is that of RFC 7677 §3 (SCR-8). */
    @Conformance("SCR-8")
    @Test
    void theExchangeOfTheRfc() throws Exception {
        String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        String clientNonce = "rOprNGfwEbeRWgbNEkqO";
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        ScramServer server =
                new ScramServer("user", clientNonce, nonce, ScramCredential.create("pencil", salt, ROUNDS), null);
        ScramClient client = new ScramClient("user", "pencil", null, clientNonce);

        Authenticate answer = client.answer(server.challenge());

        assertThat(answer.signature()).isEqualTo("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(server.check(answer)).isEmpty();
        assertThat(server.verifier()).isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    /** Two tests of the Argon2 reference implementation, with one lane (SCR-10). */
    @Conformance("SCR-10")
    @ParameterizedTest
    @CsvSource({
        "2, 65536, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "2, 256, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    })
    void argon2idGivesTheResultOfItsSpecification(int passes, int memory, String hex) {
        byte[] key = ScramCost.argon2id(passes, memory).derive("password", "somesalt".getBytes(UTF_8));

        assertThat(HexFormat.of().formatHex(key)).isEqualTo(hex);
    }

    @Test
    void bothFunctionsBindingsAndOddNamesAuthenticate() throws Exception {
        for (ScramCost cost : List.of(ROUNDS, ScramCost.argon2id(2, 8192))) {
            for (ChannelBinding binding : new @Nullable ChannelBinding[] {null, TLS}) {
                String authid = "jo=e,\u00ad\u2168";
                ScramClient client = new ScramClient(authid, "pen\u00adcil", binding);
                ScramCredential credential = ScramCredential.create("pencil", cost);
                assertThat(ScramServer.requestedBinding(client.authextra()).orElse(null))
                        .isEqualTo(binding == null ? null : binding.type());
                ScramServer server = ScramServer.begin(authid, client.authextra(), credential, binding);

                assertThat(server.check(client.answer(server.challenge()))).isEmpty();
                assertThat(client.isVerified(Map.of("verifier", server.verifier())))
                        .isTrue();
                assertThat(client.isVerified(Map.of("verifier", "v=" + server.verifier())))
                        .isTrue();
            }
        }
    }

    private static ScramCredential ofAutobahn() {
        HexFormat hex = HexFormat.of();
        return new ScramCredential(
                "somesaltsomesalt".getBytes(UTF_8),
                ScramCost.argon2id(2, 8192),
                hex.parseHex("d12cc1286f1acfe97823cd56c605c8ecc27574dd3bac0fc77d7c53bc6537f93c"),
                hex.parseHex("5c631d563207d712abb0c0b45b86509cec41cf0c99821506cfed1f615cf14f89"));
    }

    /** Autobahn|Python 26.10.2 computes these proofs for these nonces and this password (SCR-15). */
    @Conformance("SCR-15")
    @Test
    void theDialectOfCrossbarGivesTheResultOfAutobahn() throws Exception {
        String clientNonce = "AAECAwQFBgcICQoLDA0ODw==";
        String nonce = clientNonce + "EBESExQVFhcYGRobHB0eHw==";
        ScramServer server = new ScramServer(ScramDialect.CROSSBAR, "a,b=c", clientNonce, nonce, ofAutobahn(), null);
        ScramClient client = new ScramClient("a,b=c", "pencil", null, ScramDialect.CROSSBAR, clientNonce);

        assertThat(server.challenge())
                .containsEntry("kdf", "argon2id-13")
                .containsOnlyKeys("nonce", "salt", "kdf", "iterations", "memory");
        assertThat(client.answer(server.challenge()).signature())
                .isEqualTo("Ut0Arpeu5ZukL50/8DXceSmrkd61AUL/z6QCQNJdXXo=");
        assertThat(server.check(new Authenticate("Ut0Arpeu5ZukL50/8DXceSmrkd61AUL/z6QCQNJdXXo=", Map.of())))
                .isEmpty();
        assertThat(server.verifier()).isEqualTo("6dbanJZiEbhZUTziVQobaOaUvdXTroh1WcMmVKBA46o=");
        assertThat(client.isVerified(Map.of("scram_server_signature", server.verifier())))
                .isTrue();
    }

    @Test
    @Conformance("SCR-15")
    void eachDialectNamesTheSameFunctionInItsOwnWay() throws Exception {
        ScramCredential argon = ScramCredential.create("pencil", ScramCost.argon2id(2, 8192));
        Map<String, ?> hello = new ScramClient("joe", "pencil", null).authextra();

        assertThat(ScramServer.begin(ScramDialect.SPECIFICATION, "joe", hello, argon, null)
                        .challenge())
                .containsEntry("kdf", "argon2id13");
        assertThat(ScramServer.begin(ScramDialect.CROSSBAR, "joe", hello, argon, null)
                        .challenge())
                .containsEntry("kdf", "argon2id-13");
        for (ScramDialect dialect : ScramDialect.values()) {
            // Autobahn|Python converts any value of "memory" to a number, so this key must be absent.
            assertThat(ScramServer.begin(dialect, "joe", hello, JOE, null).challenge())
                    .containsOnlyKeys("nonce", "salt", "kdf", "iterations");
        }
    }

    @Test
    @Conformance("SCR-15")
    void underCrossbarsNameAClientOfTheSpecificationJoinsToo() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        ScramServer server = ScramServer.begin(ScramDialect.CROSSBAR, "joe", client.authextra(), JOE, null);
        Authenticate answer = client.answer(server.challenge());

        assertThat(server.check(with(answer, "nonce", "x"))).hasValue(ScramError.OTHER_ERROR);
        assertThat(server.check(answer)).isEmpty();
        assertThat(client.isVerified(Map.of("verifier", server.verifier()))).isTrue();
    }

    /**
     * Crossbar.io joins the bytes of both nonces, so the text of the result does not begin with the client's text
     * (A-50).
     */
    @Test
    @Conformance({"A-50", "SCR-4"})
    void theClientTakesANonceThatContinuesItsBytes() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null, ScramDialect.CROSSBAR);
        byte[] own =
                Base64.getDecoder().decode(String.valueOf(client.authextra().get("nonce")));
        byte[] joined = java.util.Arrays.copyOf(own, own.length + 16);
        Map<String, @Nullable Object> challenge =
                new LinkedHashMap<>(ScramServer.begin(ScramDialect.CROSSBAR, "joe", client.authextra(), JOE, null)
                        .challenge());

        challenge.put("nonce", Base64.getEncoder().encodeToString(joined));
        assertThat(client.answer(challenge).extra()).containsEntry("nonce", challenge.get("nonce"));

        joined[0] ^= 1;
        challenge.put("nonce", Base64.getEncoder().encodeToString(joined));
        assertThatThrownBy(() -> client.answer(challenge)).isInstanceOf(ProtocolViolation.class);
    }

    /** SCR-8: both special characters are escaped, in one pass. */
    @Conformance("SCR-8")
    @Test
    void theAuthMessageIsThatOfTheRfc() {
        assertThat(ScramAuthMessage.of("a,b=c", "cn", "cnsn", "c2FsdA==", 7, null))
                .isEqualTo("n=a=2Cb=3Dc,r=cn,r=cnsn,s=c2FsdA==,i=7,c=biws,r=cnsn");
        assertThat(ScramAuthMessage.of("u", "cn", "cnsn", "c2FsdA==", 7, TLS))
                .contains(",c="
                        + Base64.getEncoder().encodeToString(new byte[] {
                            'p', '=', 't', 'l', 's', '-', 's', 'e', 'r', 'v', 'e', 'r', '-', 'e', 'n', 'd', '-', 'p',
                            'o', 'i', 'n', 't', ',', ',', 1, -2, 3
                        }));
    }

    private static ScramServer server(ScramClient client) throws ProtocolViolation {
        return ScramServer.begin("joe", client.authextra(), JOE, null);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        ScramClient client = new ScramClient("joe", "pencils", null);
        ScramServer server = server(client);

        assertThat(server.check(client.answer(server.challenge()))).hasValue(ScramError.INVALID_PROOF);
        assertThat(client.isVerified(Map.of("verifier", server.verifier()))).isFalse();
    }

    /** SCR-6: each part of the answer is checked. */
    @Conformance("SCR-6")
    @Test
    void aTamperedAnswerIsRefused() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        ScramServer server = server(client);
        Authenticate answer = client.answer(server.challenge());
        byte[] proof = Base64.getDecoder().decode(answer.signature());
        proof[31] ^= 1;

        assertThat(server.check(answer)).isEmpty();
        assertThat(server.check(new Authenticate(Base64.getEncoder().encodeToString(proof), answer.extra())))
                .hasValue(ScramError.INVALID_PROOF);
        assertThat(server.check(new Authenticate("", answer.extra()))).hasValue(ScramError.INVALID_PROOF);
        assertThat(server.check(new Authenticate("*", answer.extra()))).hasValue(ScramError.INVALID_ENCODING);
        assertThat(server.check(with(answer, "nonce", "x"))).hasValue(ScramError.OTHER_ERROR);
        assertThat(server.check(with(answer, "nonce", null))).hasValue(ScramError.OTHER_ERROR);
        assertThat(server.check(with(answer, "channel_binding", TLS.type())))
                .hasValue(ScramError.CHANNEL_BINDINGS_DONT_MATCH);
        assertThat(server.check(with(answer, "cbind_data", "AQ=="))).hasValue(ScramError.CHANNEL_BINDINGS_DONT_MATCH);
    }

    private static Authenticate with(Authenticate answer, String key, @Nullable Object value) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(answer.extra());
        extra.put(key, value);
        return new Authenticate(answer.signature(), extra);
    }

    /** SCR-14: the same answer is not valid on another connection. */
    @Conformance("SCR-14")
    @Test
    void anotherConnectionIsRefused() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", TLS);
        ScramServer server = ScramServer.begin(
                "joe", client.authextra(), JOE, new ChannelBinding(TLS.type(), new byte[] {1, -2, 4}));

        assertThat(server.check(client.answer(server.challenge()))).hasValue(ScramError.CHANNEL_BINDINGS_DONT_MATCH);
    }

    @Test
    void anAnswerOfAnotherExchangeIsRefused() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        Authenticate recorded = client.answer(server(client).challenge());

        assertThat(server(client).check(recorded)).hasValue(ScramError.OTHER_ERROR);
        ScramServer again = server(client);
        assertThat(again.check(with(recorded, "nonce", again.challenge().get("nonce"))))
                .hasValue(ScramError.INVALID_PROOF);
    }

    /** SCR-4: the client refuses foreign nonces, and costs that are too low or absurdly high. */
    @Conformance("SCR-4")
    @ParameterizedTest
    @CsvSource({
        "nonce, x, nonce",
        "nonce, , nonce",
        "salt, , salt",
        "salt, no base64, salt",
        "kdf, md5, kdf",
        "kdf, , kdf",
        "iterations, 4095, iterations",
        "iterations, 1000001, iterations",
        "iterations, 9007199254740992, iterations",
    })
    void aChallengeThatIsNotToBeAnsweredIsRefused(String key, @Nullable String value, String named) throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        Map<String, @Nullable Object> challenge =
                new LinkedHashMap<>(server(client).challenge());
        challenge.put(key, key.equals("iterations") && value != null ? (Object) Long.valueOf(value) : value);

        assertThatThrownBy(() -> client.answer(challenge))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("CHALLENGE.Extra." + named);
    }

    @Test
    void aNonceToWhichTheRouterAddedNothingIsRefused() throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        Map<String, @Nullable Object> challenge =
                new LinkedHashMap<>(server(client).challenge());
        challenge.put("nonce", client.authextra().get("nonce"));

        assertThatThrownBy(() -> client.answer(challenge)).isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "1, 262145", "1, 9007199254740992", "1, 8192", "17, 262144", "0, 65536", "4503599627370496, 8"})
    void costsOfArgonOutOfBoundsAreRefused(long passes, long memory) throws Exception {
        ScramClient client = new ScramClient("joe", "pencil", null);
        Map<String, @Nullable Object> challenge =
                new LinkedHashMap<>(server(client).challenge());
        challenge.putAll(Map.of("kdf", "argon2id13", "iterations", passes, "memory", memory));

        assertThatThrownBy(() -> client.answer(challenge)).isInstanceOf(ProtocolViolation.class);
    }

    @Conformance({"SCR-1", "SCR-9"})
    @Test
    void aHelloWithoutNonceOrWithAProhibitedNameIsRefused() {
        for (Map<String, String> authextra : List.of(
                Map.<String, String>of(),
                Map.of("nonce", ""),
                Map.of("nonce", "no base64"),
                Map.of("nonce", "A".repeat(260)))) {
            assertThatThrownBy(() -> ScramServer.begin("joe", authextra, JOE, null))
                    .isInstanceOf(ProtocolViolation.class);
        }
        assertThatThrownBy(() -> ScramServer.begin("j\u0007", Map.of("nonce", "AAAA"), JOE, null))
                .isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> new ScramClient("joe", "a\u0007", null)
                        .answer(server(new ScramClient("joe", "", null)).challenge()))
                .isInstanceOfAny(ProtocolViolation.class, IllegalArgumentException.class);
    }

    @Conformance("SCR-12")
    @Test
    void anUnknownUserIsChallengedLikeAnyOther() throws Exception {
        byte[] secret = {1, 2, 3};
        ScramClient client = new ScramClient("nobody", "pencil", null);
        ScramServer first =
                ScramServer.begin("nobody", client.authextra(), ScramCredential.mock(secret, "nobody", ROUNDS), null);
        ScramServer second =
                ScramServer.begin("nobody", client.authextra(), ScramCredential.mock(secret, "nobody", ROUNDS), null);

        assertThat(first.challenge().get("salt"))
                .isEqualTo(second.challenge().get("salt"))
                .isNotEqualTo(ScramServer.begin(
                                "other", client.authextra(), ScramCredential.mock(secret, "other", ROUNDS), null)
                        .challenge()
                        .get("salt"));
        assertThat(first.challenge().keySet())
                .isEqualTo(server(client).challenge().keySet());
        assertThat(first.check(client.answer(first.challenge()))).hasValue(ScramError.INVALID_PROOF);
    }

    @Conformance("SCR-11")
    @Test
    void toStringOfACredentialShowsNoSecret() {
        assertThat(JOE).hasToString("ScramCredential[ScramCost[kdf=PBKDF2, iterations=4096, memory=0]]");
        ScramCredential again = ScramCredential.create("pencil", ROUNDS);
        assertThat(again.salt()).isNotEqualTo(JOE.salt()).hasSize(16);
        assertThat(again.storedKey()).isNotEqualTo(JOE.storedKey()).hasSize(32);
        assertThat(Scram.isMethod("scram")).isTrue();
        assertThat(Scram.isMethod("wamp-scram")).isTrue();
        assertThat(ScramKdf.ofWire("argon2id-13")).hasValue(ScramKdf.ARGON2ID13);
    }
}
