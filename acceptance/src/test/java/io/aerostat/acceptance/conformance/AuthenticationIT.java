package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CHALLENGE;
import static io.aerostat.testkit.MessageType.HELLO;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.CryptosignClient;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramClient;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests authentication methods whose principals are in the configuration (AUT-1 to AUT-12). Wrong credentials are
 * refused with the URI that Crossbar.io uses (docs/adr/0002).
 */
class AuthenticationIT extends RemoteConformanceCase {
    private static final CryptosignKey SEVEN = CryptosignKey.ofSeed("07".repeat(32));

    private RawPeer hello(@Nullable String authid, Map<String, ?> authextra, String... methods) {
        Hello hello =
                Hello.everything(REALM).detail("authmethods", List.of(methods)).detail("authextra", authextra);
        return connectTo("static").send((authid == null ? hello : hello.detail("authid", authid)).message());
    }

    private RawPeer hello(@Nullable String authid, String... methods) {
        return hello(authid, Map.of(), methods);
    }

    /** Expects the refusal of wrong credentials, and the end of the connection (P10). */
    private static Message expectDenied(RawPeer peer) {
        return peer.expectAbort("wamp.error.not_authorized");
    }

    @Test
    @Conformance({"AUT-1", "TIC-2", "AUT-7"})
    void aTicketIsAskedForAndTaken() {
        RawPeer alice = hello("alice", "ticket");
        alice.expectExactly(CHALLENGE, "ticket", Map.of());
        alice.send(AUTHENTICATE, "sesame", Map.of("ignored", 1));
        Map<String, @Nullable Object> details = alice.expect(WELCOME).dict(2);
        assertThat(details)
                .containsEntry("authid", "alice")
                .containsEntry("authrole", "user")
                .containsEntry("authmethod", "ticket")
                .containsEntry("authprovider", "static")
                .containsEntry("realm", REALM);
    }

    @Test
    @Conformance({"AUT-1", "AUT-5", "AUT-6", "P10"})
    void aWrongTicketAndAnUnknownAuthidAreRefusedAlike() {
        RawPeer alice = hello("alice", "ticket");
        alice.expect(CHALLENGE, "ticket");
        alice.send(AUTHENTICATE, "barley", Map.of());
        Message wrong = expectDenied(alice);
        RawPeer nobody = hello("nobody", "ticket");
        nobody.expect(CHALLENGE, "ticket");
        nobody.send(AUTHENTICATE, "sesame", Map.of());
        assertThat(expectDenied(nobody).elements()).isEqualTo(wrong.elements());
    }

    @Test
    @Conformance({"AUT-3", "A-48"})
    void theClientsOrderDecidesAndUnknownNamesAreSkipped() {
        hello("alice", "nope", "ticket").expect(CHALLENGE, "ticket");
        hello("joe", "anonymous", "wampcra", "ticket").expect(CHALLENGE, "wampcra");
        hello("joe", "ticket", "wampcra").expect(CHALLENGE, "ticket");
    }

    @Test
    @Conformance({"AUT-4", "AUT-3"})
    void aClientWithoutAConfiguredMethodIsRefused() {
        hello("alice", "nope", "tls").expectAbort("wamp.error.no_matching_auth_method");
        hello(null, "anonymous").expectAbort("wamp.error.authentication_required");
        connectTo("static").send(Hello.everything(REALM).message()).expectAbort("wamp.error.authentication_required");
    }

    @Test
    @Conformance({"AUT-5", "SES-25"})
    void aRoleThatTheRealmDoesNotHaveIsRefused() {
        RawPeer lost = hello("lost", "ticket");
        lost.expect(CHALLENGE, "ticket");
        lost.send(AUTHENTICATE, "sesame", Map.of());
        lost.expectAbort("wamp.error.no_such_role");
    }

    @Test
    @Conformance("AUT-9")
    void aForgedTransportIsDropped() {
        RawPeer alice = connectTo("static");
        alice.send(Hello.everything(REALM)
                .detail("authmethods", List.of("ticket"))
                .detail("authid", "alice")
                .detail("transport", Map.of("auth", "forged", "peer", "forged"))
                .message());
        alice.expect(CHALLENGE, "ticket");
        alice.send(AUTHENTICATE, "sesame", Map.of());
        long session = alice.expect(WELCOME).id(1);
        alice.send(CALL, 1, Map.of(), "wamp.session.get", List.of(session));
        assertThat(String.valueOf(alice.expect(RESULT, 1).list(3).get(0))).doesNotContain("forged");
    }

    @Test
    @Conformance({"AUT-11", "SES-22"})
    void aChallengeIsAnsweredOnce() throws Exception {
        RawPeer joe = hello("joe", "wampcra");
        Message challenge = joe.expect(CHALLENGE, "wampcra");
        String signature = hmac("plain secret", String.valueOf(challenge.dict(2).get("challenge")));
        joe.send(AUTHENTICATE, signature, Map.of());
        joe.expect(WELCOME);
        joe.send(AUTHENTICATE, signature, Map.of());
        joe.expectProtocolViolation();

        RawPeer replaying = hello("joe", "wampcra");
        replaying.expect(CHALLENGE, "wampcra");
        replaying.send(AUTHENTICATE, signature, Map.of());
        expectDenied(replaying);
    }

    @Test
    @Conformance({"AUT-11", "SES-22"})
    void anAnswerWithoutAChallengeIsAViolation() {
        connectTo("static").send(AUTHENTICATE, "sesame", Map.of()).expectProtocolViolation();
    }

    @Test
    @Conformance({"AUT-1", "SES-12"})
    void aChallengedClientMayGiveUp() {
        RawPeer alice = hello("alice", "ticket");
        alice.expect(CHALLENGE, "ticket");
        alice.send(ABORT, Map.of(), "wamp.error.cannot_authenticate");
        alice.expectClosed();
    }

    @Test
    @Conformance("TIC-1")
    void aTicketNeedsAnAuthid() {
        expectDenied(hello(null, "ticket"));
    }

    @Test
    @Conformance({"ANO-1", "AUT-7", "SES-7"})
    void anonymousNeedsNoChallenge() {
        RawPeer one = join();
        RawPeer other = join();
        Map<String, @Nullable Object> details = one.welcome().dict(2);
        assertThat(details)
                .containsEntry("authrole", "anonymous")
                .containsEntry("authmethod", "anonymous")
                .containsEntry("authprovider", "static");
        assertThat(String.valueOf(details.get("authid")))
                .isNotEmpty()
                .isNotEqualTo(other.welcome().dict(2).get("authid"));
    }

    @Test
    @Conformance({"CRA-1", "CRA-5", "SES-8"})
    void aWampCraChallengeSaysWhoIsToJoin() throws Exception {
        RawPeer joe = hello("joe", "wampcra");
        Message challenge = joe.expect(CHALLENGE, "wampcra");
        String text = String.valueOf(challenge.dict(2).get("challenge"));
        assertThat(challenge.dict(2)).containsOnlyKeys("challenge");
        assertThat(text)
                .contains("\"authid\": \"joe\"", "\"authrole\": \"user\"", "\"authmethod\": \"wampcra\"")
                .contains("\"authprovider\": \"static\"");
        assertThat(Instant.parse(member(text, "timestamp")))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plus(Duration.ofMinutes(1)));
        joe.send(AUTHENTICATE, hmac("plain secret", text), Map.of());
        long session = joe.expect(WELCOME).id(1);
        assertThat(text).contains("\"session\": " + session + "}");

        RawPeer again = hello("joe", "wampcra");
        String other = String.valueOf(again.expect(CHALLENGE, "wampcra").dict(2).get("challenge"));
        assertThat(member(other, "nonce")).isNotEqualTo(member(text, "nonce")).hasSizeGreaterThan(20);
    }

    @Test
    @Conformance({"CRA-3", "CRA-4", "A-49"})
    void aSaltedSecretSignsAsTextOfTheDerivedKey() throws Exception {
        RawPeer jane = hello("jane", "wampcra");
        Map<String, @Nullable Object> extra = jane.expect(CHALLENGE, "wampcra").dict(2);
        assertThat(extra)
                .containsEntry("salt", "salt123")
                .containsEntry("iterations", 1000L)
                .containsEntry("keylen", 32L);
        // The key that PBKDF2 derives from "L3L1YUE8Txlw" with this salt.
        String key = "qzcdsr9uu/L5hnss3kjNTRe490ETgA70ZBaB5rvnJ5Y=";
        jane.send(AUTHENTICATE, hmac(key, String.valueOf(extra.get("challenge"))), Map.of());
        assertThat(jane.expect(WELCOME).dict(2)).containsEntry("authrole", "guest");
    }

    @Test
    @Conformance({"CRA-6", "AUT-6", "AUT-5"})
    void anUnknownAuthidIsChallengedAsAnyOther() {
        RawPeer nobody = hello("nobody", "wampcra");
        Map<String, @Nullable Object> mock = nobody.expect(CHALLENGE, "wampcra").dict(2);
        RawPeer again = hello("nobody", "wampcra");
        Map<String, @Nullable Object> second =
                again.expect(CHALLENGE, "wampcra").dict(2);
        assertThat(second.get("salt")).isEqualTo(mock.get("salt"));
        nobody.send(AUTHENTICATE, "AAAA", Map.of());
        Message refused = expectDenied(nobody);
        RawPeer joe = hello("joe", "wampcra");
        joe.expect(CHALLENGE, "wampcra");
        joe.send(AUTHENTICATE, "AAAA", Map.of());
        assertThat(expectDenied(joe).elements()).isEqualTo(refused.elements());
    }

    @Test
    @Conformance({"SCR-3", "SCR-6", "SCR-7", "SCR-10", "SCR-15", "A-50"})
    void scramProvesBothSides() throws Exception {
        for (String authid : new String[] {"user", "argon"}) {
            for (String method : new String[] {"wamp-scram", "scram"}) {
                ScramClient client = new ScramClient(authid, "pencil", null);
                RawPeer peer = hello(authid, client.authextra(), method);
                Map<String, @Nullable Object> extra =
                        peer.expect(CHALLENGE, method).dict(2);
                String own = String.valueOf(client.authextra().get("nonce"));
                assertThat(String.valueOf(extra.get("nonce"))).startsWith(own).hasSizeGreaterThan(own.length() + 16);
                assertThat(extra).containsEntry("salt", "W22ZaJ0SNY7soEsUEjb6gQ==");
                // SCR-15: the name of Argon2 in the CHALLENGE depends on the name of the authentication method.
                String argon = method.equals("scram") ? "argon2id-13" : "argon2id13";
                assertThat(extra).containsEntry("kdf", authid.equals("argon") ? argon : "pbkdf2");
                assertThat(extra.containsKey("memory")).isEqualTo(authid.equals("argon"));
                answer(peer, client.answer(extra));
                Map<String, @Nullable Object> welcome = peer.expect(WELCOME).dict(2);
                assertThat(welcome).containsEntry("authid", authid).containsEntry("authmethod", method);
                assertThat(client.isVerified(dictionary(welcome.get("authextra"))))
                        .isTrue();
                assertThat(String.valueOf(dictionary(welcome.get("authextra")).get("verifier")))
                        .doesNotStartWith("v=");
            }
        }
    }

    @Test
    @Conformance({"SCR-6", "SCR-12", "SCR-13", "AUT-6"})
    void scramRefusesAWrongPasswordAndAnUnknownUserAlike() throws Exception {
        ScramClient wrong = new ScramClient("user", "pen", null);
        RawPeer user = hello("user", wrong.authextra(), "wamp-scram");
        answer(user, wrong.answer(user.expect(CHALLENGE, "wamp-scram").dict(2)));
        Message refused = expectDenied(user);
        assertThat(refused.dict(1)).containsEntry("scram", "invalid-proof");

        ScramClient unknown = new ScramClient("nobody", "pencil", null);
        RawPeer nobody = hello("nobody", unknown.authextra(), "wamp-scram");
        Map<String, @Nullable Object> mock =
                nobody.expect(CHALLENGE, "wamp-scram").dict(2);
        RawPeer again = hello("nobody", unknown.authextra(), "wamp-scram");
        Map<String, @Nullable Object> second =
                again.expect(CHALLENGE, "wamp-scram").dict(2);
        for (String stable : new String[] {"salt", "kdf", "iterations", "memory"}) {
            assertThat(second.get(stable)).isEqualTo(mock.get(stable));
        }
        answer(again, new Authenticate("AAAA", Map.of("nonce", String.valueOf(second.get("nonce")))));
        assertThat(expectDenied(again).elements()).isEqualTo(refused.elements());
    }

    @Test
    @Conformance({"SCR-6", "SCR-13"})
    void scramRefusesAnotherNonceAndAnotherBinding() throws Exception {
        for (Map<String, Object> tampered : List.of(
                Map.<String, Object>of("nonce", "AAAA"),
                Map.<String, Object>of("channel_binding", "tls-unique"),
                Map.<String, Object>of("cbind_data", "AAAA"))) {
            ScramClient client = new ScramClient("user", "pencil", null);
            RawPeer peer = hello("user", client.authextra(), "wamp-scram");
            Authenticate answer =
                    client.answer(peer.expect(CHALLENGE, "wamp-scram").dict(2));
            Map<String, @Nullable Object> extra = new HashMap<>(answer.extra());
            extra.putAll(tampered);
            answer(peer, new Authenticate(answer.signature(), extra));
            assertThat(expectDenied(peer).dict(1))
                    .containsEntry(
                            "scram", tampered.containsKey("nonce") ? "other-error" : "channel-bindings-dont-match");
        }
    }

    @Test
    @Conformance({"SCR-1", "SCR-2"})
    void scramNeedsANonceAndABindingThatThereIs() {
        expectDenied(hello("user", Map.of(), "wamp-scram"));
        expectDenied(hello("user", Map.of("nonce", "?!"), "wamp-scram"));
        for (String type : new String[] {"foo", "tls-unique", "tls-exporter"}) {
            expectDenied(
                    hello("user", Map.of("nonce", "AAAAAAAAAAAAAAAAAAAAAA==", "channel_binding", type), "wamp-scram"));
        }
    }

    @Test
    @Conformance({"CRY-3", "CRY-6", "CRY-1"})
    void cryptosignTakesAKnownKey() throws Exception {
        CryptosignClient client = new CryptosignClient(SEVEN, null, null);
        RawPeer peer = hello("seven", client.authextra(), "cryptosign");
        Map<String, @Nullable Object> extra =
                peer.expect(CHALLENGE, "cryptosign").dict(2);
        assertThat(String.valueOf(extra.get("challenge"))).matches("[0-9a-f]{64}");
        assertThat(extra).containsEntry("channel_binding", null);
        peer.send(AUTHENTICATE, client.answer(extra), Map.of());
        assertThat(peer.expect(WELCOME).dict(2))
                .containsEntry("authid", "seven")
                .containsEntry("authmethod", "cryptosign");
    }

    @Test
    @Conformance("CRY-1")
    void aKeyMayBeInCapitalLettersButMustBeOne() throws Exception {
        CryptosignClient client = new CryptosignClient(SEVEN, null, null);
        RawPeer capital = hello("seven", Map.of("pubkey", SEVEN.publicKey().toUpperCase(Locale.ROOT)), "cryptosign");
        capital.send(
                AUTHENTICATE,
                client.answer(capital.expect(CHALLENGE, "cryptosign").dict(2)),
                Map.of());
        capital.expect(WELCOME);
        expectDenied(hello("seven", Map.of("pubkey", SEVEN.publicKey().substring(1)), "cryptosign"));
        expectDenied(hello("seven", Map.of(), "cryptosign"));
    }

    @Test
    @Conformance("CRY-2")
    void aKeyAloneSaysWhoItIs() throws Exception {
        CryptosignClient client = new CryptosignClient(SEVEN, null, null);
        RawPeer peer = hello(null, client.authextra(), "cryptosign");
        peer.send(
                AUTHENTICATE, client.answer(peer.expect(CHALLENGE, "cryptosign").dict(2)), Map.of());
        assertThat(peer.expect(WELCOME).dict(2)).containsEntry("authid", "seven");
    }

    @Test
    @Conformance({"CRY-5", "CRY-6", "A-51"})
    void cryptosignRefusesReplaysAndStrangers() throws Exception {
        CryptosignClient client = new CryptosignClient(SEVEN, null, null);
        RawPeer first = hello("seven", client.authextra(), "cryptosign");
        String recorded = client.answer(first.expect(CHALLENGE, "cryptosign").dict(2));
        first.send(AUTHENTICATE, recorded, Map.of());
        first.expect(WELCOME);
        RawPeer replaying = hello("seven", client.authextra(), "cryptosign");
        replaying.expect(CHALLENGE, "cryptosign");
        replaying.send(AUTHENTICATE, recorded, Map.of());
        expectDenied(replaying);

        CryptosignClient stranger = new CryptosignClient(CryptosignKey.generate(), null, null);
        RawPeer unknown = hello("seven", stranger.authextra(), "cryptosign");
        unknown.send(
                AUTHENTICATE,
                stranger.answer(unknown.expect(CHALLENGE, "cryptosign").dict(2)),
                Map.of());
        expectDenied(unknown);
    }

    @Test
    @Conformance({"CRY-7", "CRY-8", "A-51"})
    void cryptosignRefusesABindingThatItDoesNotHave() {
        for (String type : new String[] {"tls-unique", "tls-exporter", "foo"}) {
            Message abort = expectDenied(
                    hello("seven", Map.of("pubkey", SEVEN.publicKey(), "channel_binding", type), "cryptosign"));
            assertThat(String.valueOf(abort.dict(1).get("message"))).contains("\"" + type + "\" is not available");
        }
    }

    @Test
    @Conformance({"A-30", "SES-9", "SES-10"})
    void realmsThatAreNoneAreRefused() {
        connectTo("static").send(Hello.everything("com.missing").message()).expectAbort("wamp.error.no_such_realm");
        RawPeer nowhere = connectTo("static");
        Object[] hello = Hello.everything(REALM).message();
        hello[1] = null;
        nowhere.send(hello).expectAbort("wamp.error.no_such_realm");
        connectTo("static").send(HELLO, REALM, Map.of("roles", Map.of())).expectProtocolViolation();
    }

    private static void answer(RawPeer peer, Authenticate answer) {
        peer.send(AUTHENTICATE, answer.signature(), answer.extra());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> dictionary(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static String member(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": \"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    /** Computes the signature without the code under test: base64 of HMAC-SHA256 over the received text (CRA-2). */
    private static String hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
