package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CHALLENGE;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.CryptosignClient;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.scram.ScramClient;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests joins about which a procedure decides: an {@link Authority} in the router's process (DYN-1;
 * docs/reference/crossbar.md#authenticators).
 */
class DynamicAuthenticationIT extends RemoteConformanceCase {

    private RawPeer hello(@Nullable String authid, Map<String, ?> authextra, String method) {
        Hello hello =
                Hello.everything(REALM).detail("authmethods", List.of(method)).detail("authextra", authextra);
        return connectTo("dynamic").send((authid == null ? hello : hello.detail("authid", authid)).message());
    }

    private RawPeer withTicket(String authid) {
        RawPeer peer = hello(authid, Map.of(), "ticket");
        peer.expect(CHALLENGE, "ticket");
        return peer.send(AUTHENTICATE, "sesame", Map.of());
    }

    @Test
    @Conformance({"DYN-1", "AUT-7"})
    void aRoleIsAnAnswer() {
        assertThat(withTicket("plain").expect(WELCOME).dict(2))
                .containsEntry("authid", "plain")
                .containsEntry("authrole", "user")
                .containsEntry("authmethod", "ticket")
                .containsEntry("authprovider", "dynamic");
    }

    @Test
    @Conformance({"DYN-1", "AUT-7", "SES-25"})
    void realmAuthidAndExtraMayBeAssigned() {
        assertThat(withTicket("renamed").expect(WELCOME).dict(2))
                .containsEntry("realm", "conformance.tenant")
                .containsEntry("authid", "somebody")
                .containsEntry("authrole", "user")
                .containsEntry("authextra", Map.of("shoe", 44L));
    }

    @Test
    @Conformance("DYN-1")
    void aPrincipalWithoutARoleGetsTheDefaultRole() {
        assertThat(withTicket("without role").expect(WELCOME).dict(2)).containsEntry("authrole", "guest");
        assertThat(hello(null, Map.of(), "anonymous").expect(WELCOME).dict(2))
                .containsEntry("authrole", "guest")
                .containsEntry("authprovider", "dynamic");
    }

    @Test
    @Conformance({"DYN-1", "AUT-9"})
    @SuppressWarnings("unchecked")
    void theAuthenticatorGetsTheDetailsOfTheClient() {
        RawPeer peer = hello("details", Map.of("mine", 1), "ticket");
        peer.expect(CHALLENGE, "ticket");
        peer.send(AUTHENTICATE, "sesame", Map.of());
        Message welcome = peer.expect(WELCOME);
        Map<String, Object> extra =
                (Map<String, Object>) Objects.requireNonNull(welcome.dict(2).get("authextra"));
        Map<String, Object> details = (Map<String, Object>) Objects.requireNonNull(extra.get("details"));
        assertThat(extra).containsEntry("realm", REALM);
        assertThat(details)
                .containsEntry("session", welcome.id(1))
                .containsEntry("authmethod", "ticket")
                .containsEntry("ticket", "sesame")
                .containsEntry("authextra", Map.of("mine", 1L));
        assertThat((Map<String, Object>) details.get("transport"))
                .containsKeys("channel_type", "channel_framing", "channel_serializer", "peer", "is_secure")
                .containsEntry("is_server", true);
    }

    @Test
    @Conformance({"DYN-1", "AUT-5"})
    void theRefusalOfTheProcedureReachesTheClient() {
        assertThat(withTicket("refused").expectAbort("com.test.closed").dict(1))
                .containsEntry("message", "closed for holidays");
        RawPeer wrong = hello("plain", Map.of(), "ticket");
        wrong.expect(CHALLENGE, "ticket");
        wrong.send(AUTHENTICATE, "barley", Map.of()).expectAbort("com.test.wrong_ticket");
    }

    @Test
    @Conformance({"DYN-1", "AUT-5", "P10"})
    void anyOtherFailureRefusesTheRequestAndRevealsNothing() {
        for (String authid : new String[] {"throws", "nonsense"}) {
            Message abort = withTicket(authid).expectAbort("wamp.error.authentication_failed");
            assertThat(abort.toString()).doesNotContain("1234");
        }
    }

    @Test
    @Conformance({"AUT-5", "SES-9"})
    void rolesAndRealmsThatDoNotExistAreRefused() {
        withTicket("bad role").expectAbort("wamp.error.no_such_role");
        withTicket("bad realm").expectAbort("wamp.error.no_such_realm");
    }

    @Test
    @Conformance({"DYN-1", "CRA-3"})
    void wampCraSecretsMayComeFromAProcedure() throws Exception {
        for (Map.Entry<String, String> secret :
                Map.of("joe", "plain secret", "jane", "L3L1YUE8Txlw").entrySet()) {
            RawPeer peer = hello(secret.getKey(), Map.of(), "wampcra");
            Map<String, @Nullable Object> extra =
                    peer.expect(CHALLENGE, "wampcra").dict(2);
            peer.send(AUTHENTICATE, WampCra.answer(extra, secret.getValue()), Map.of());
            assertThat(peer.expect(WELCOME).dict(2)).containsEntry("authprovider", "dynamic");
        }
    }

    @Test
    @Conformance({"DYN-1", "SCR-7"})
    void scramCredentialsMayComeFromAProcedure() throws Exception {
        ScramClient client = new ScramClient("user", "pencil", null);
        RawPeer peer = hello("user", client.authextra(), "scram");
        Authenticate answer = client.answer(peer.expect(CHALLENGE, "scram").dict(2));
        peer.send(AUTHENTICATE, answer.signature(), answer.extra());
        assertThat(peer.expect(WELCOME).dict(2)).containsEntry("authprovider", "dynamic");
    }

    @Test
    @Conformance({"DYN-1", "CRY-6"})
    void cryptosignKeysMayComeFromAProcedure() throws Exception {
        CryptosignClient client = new CryptosignClient(CryptosignKey.ofSeed("07".repeat(32)), null, null);
        RawPeer peer = hello("seven", client.authextra(), "cryptosign");
        peer.send(
                AUTHENTICATE, client.answer(peer.expect(CHALLENGE, "cryptosign").dict(2)), Map.of());
        assertThat(peer.expect(WELCOME).dict(2)).containsEntry("authprovider", "dynamic");

        CryptosignClient stranger = new CryptosignClient(CryptosignKey.ofSeed("08".repeat(32)), null, null);
        RawPeer other = hello("seven", stranger.authextra(), "cryptosign");
        other.send(
                AUTHENTICATE,
                stranger.answer(other.expect(CHALLENGE, "cryptosign").dict(2)),
                Map.of());
        other.expectAbort("wamp.error.not_authorized");
    }
}
