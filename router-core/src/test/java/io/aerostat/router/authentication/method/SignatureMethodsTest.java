package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.CryptosignClient;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramClient;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.TransportInfo;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the router's side of SCRAM and cryptosign against the project's own client side of both methods (SCR-1 to
 * SCR-15, CRY-1 to CRY-12).
 */
class SignatureMethodsTest {
    private static final ScramCredential PENCIL = ScramCredential.create("pencil", ScramCost.pbkdf2(4096));
    private static final CryptosignKey KEY = CryptosignKey.generate();
    private static final CryptosignKey SHARED = CryptosignKey.generate();

    private static final ChannelBinding END_POINT = new ChannelBinding("tls-server-end-point", filled(32, 7));
    private static final ChannelBinding EXPORTER = new ChannelBinding("tls-exporter", filled(32, 9));

    /** A connection that has both channel bindings. */
    private static final TransportInfo CONNECTION = new TransportInfo(
            "tls",
            "websocket",
            "tcp4:127.0.0.1:1",
            "tcp4:127.0.0.1:2",
            true,
            null,
            Map.of(),
            null,
            List.of(),
            type -> Stream.of(END_POINT, EXPORTER)
                    .filter(binding -> binding.type().equals(type))
                    .findFirst());

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private final ProcedureCaller caller =
            (realm, procedure, arguments) -> CompletableFuture.completedFuture(new PayloadValues(
                    List.of(Map.of(
                            "role",
                            "user",
                            "kdf",
                            "pbkdf2",
                            "iterations",
                            4096L,
                            "memory",
                            0L,
                            "salt",
                            HexFormat.of().formatHex(PENCIL.salt()),
                            "stored-key",
                            HexFormat.of().formatHex(PENCIL.storedKey()),
                            "server-key",
                            HexFormat.of().formatHex(PENCIL.serverKey()),
                            "pubkey",
                            KEY.publicKey())),
                    Map.of()));

    private final AuthenticationFactory factory =
            new AuthenticationFactory(caller, Runnable::run, Denial.SPECIFICATION);

    private final AuthenticationMethods statics = factory.create(List.of(
            new AuthenticationOptions.StaticScram(Map.of("user", new Account<>("user", "frontend", PENCIL))),
            new AuthenticationOptions.StaticCryptosign(
                    List.of(
                            new Account<>("alice", "backend", Set.of(KEY.publicKey(), SHARED.publicKey())),
                            new Account<>("bob", "backend", Set.of(SHARED.publicKey()))),
                    SHARED)));

    private final AuthenticationMethods dynamic = factory.create(List.of(
            new AuthenticationOptions.Dynamic("scram", "com.authenticate", null, null),
            new AuthenticationOptions.Dynamic("cryptosign", "com.authenticate", null, null)));

    @ParameterizedTest
    @ValueSource(strings = {"wamp-scram", "scram"})
    @Conformance({"SCR-3", "SCR-7"})
    void scramKnowsBothNamesAndProvesTheRouter(String name) throws ProtocolViolation {
        for (AuthenticationMethods authentication : List.of(statics, dynamic)) {
            ScramClient client = new ScramClient("user", "pencil", null);
            Challenged challenged = (Challenged) begin(authentication, name, "user", client.authextra());
            assertThat(answer(challenged, client.answer(challenged.extra())))
                    .isInstanceOfSatisfying(
                            Granted.class,
                            granted -> assertThat(client.isVerified(granted.extra()))
                                    .isTrue());
        }
    }

    @Test
    @Conformance({"SCR-6", "SCR-12", "AUT-6"})
    void scramRefusesAWrongPasswordAndAnUnknownUserAlike() throws ProtocolViolation {
        ScramClient wrong = new ScramClient("user", "pen", null);
        Challenged known = (Challenged) begin(statics, "wamp-scram", "user", wrong.authextra());
        ScramClient unknown = new ScramClient("nobody", "pencil", null);
        Challenged mock = (Challenged) begin(statics, "wamp-scram", "nobody", unknown.authextra());
        Challenged again = (Challenged) begin(statics, "wamp-scram", "nobody", unknown.authextra());
        assertThat(mock.extra().keySet()).isEqualTo(known.extra().keySet());
        assertThat(mock.extra().get("salt")).isEqualTo(again.extra().get("salt"));
        assertThat(answer(known, wrong.answer(known.extra())))
                .isEqualTo(answer(mock, unknown.answer(mock.extra())))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wamp.error.authentication_denied"));
    }

    @Test
    @Conformance({"SCR-1", "SCR-2"})
    void scramNeedsANonceAndNoChannelBinding() {
        assertThat(begin(statics, "wamp-scram", "user", Map.of())).isInstanceOf(Refused.class);
        Map<String, Object> bound = new LinkedHashMap<>(new ScramClient("user", "pencil", null).authextra());
        bound.put("channel_binding", "foo");
        assertThat(begin(statics, "wamp-scram", "user", bound))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("\"foo\" is not available"));
    }

    @Test
    @Conformance({"CRY-3", "CRY-4", "CRY-6"})
    void cryptosignGrantsAKnownKey() throws ProtocolViolation {
        for (AuthenticationMethods authentication : List.of(statics, dynamic)) {
            CryptosignClient client = new CryptosignClient(KEY, null, null);
            Challenged challenged = (Challenged) begin(authentication, "cryptosign", "alice", client.authextra());
            assertThat(sign(client, challenged))
                    .isInstanceOfSatisfying(
                            Granted.class,
                            granted -> assertThat(granted.authid()).isEqualTo("alice"));
        }
    }

    @Test
    @Conformance("CRY-2")
    void cryptosignFindsTheAuthidOfAKeyThatOnlyOneHas() throws ProtocolViolation {
        CryptosignClient one = new CryptosignClient(KEY, null, null);
        Challenged challenged = (Challenged) begin(statics, "cryptosign", null, one.authextra());
        assertThat(sign(one, challenged))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.authid()).isEqualTo("alice"));
        CryptosignClient ambiguous = new CryptosignClient(SHARED, null, null);
        Challenged other = (Challenged) begin(statics, "cryptosign", null, ambiguous.authextra());
        assertThat(sign(ambiguous, other)).isInstanceOf(Refused.class);
    }

    @Test
    @Conformance({"CRY-5", "CRY-6"})
    void cryptosignRefusesAnUnknownKeyAndAReplay() throws ProtocolViolation {
        CryptosignClient stranger = new CryptosignClient(CryptosignKey.generate(), null, null);
        Challenged challenged = (Challenged) begin(statics, "cryptosign", "alice", stranger.authextra());
        assertThat(sign(stranger, challenged)).isInstanceOf(Refused.class);

        CryptosignClient client = new CryptosignClient(KEY, null, null);
        Challenged first = (Challenged) begin(statics, "cryptosign", "alice", client.authextra());
        Authenticate recorded = new Authenticate(client.answer(first.extra()), Map.of());
        assertThat(answer(first, recorded)).isInstanceOf(Granted.class);
        Challenged second = (Challenged) begin(statics, "cryptosign", "alice", client.authextra());
        assertThat(answer(second, recorded)).isInstanceOf(Refused.class);
    }

    @Test
    @Conformance("CRY-9")
    void theRouterProvesItsKey() throws ProtocolViolation {
        CryptosignClient client = new CryptosignClient(KEY, null, SHARED.publicKey());
        Challenged challenged = (Challenged) begin(statics, "cryptosign", "alice", client.authextra());
        assertThat(sign(client, challenged)).isInstanceOf(Granted.class);
    }

    @Test
    @Conformance({"SCR-6", "SCR-14"})
    void scramIsBoundToTheServersCertificate() throws ProtocolViolation {
        ScramClient client = new ScramClient("user", "pencil", END_POINT);
        Challenged challenged = (Challenged) begin("wamp-scram", "user", client.authextra(), CONNECTION);
        assertThat(answer(challenged, client.answer(challenged.extra()))).isInstanceOf(Granted.class);

        ScramClient elsewhere = new ScramClient("user", "pencil", new ChannelBinding(END_POINT.type(), new byte[32]));
        Challenged passedOn = (Challenged) begin("wamp-scram", "user", elsewhere.authextra(), CONNECTION);
        assertThat(answer(passedOn, elsewhere.answer(passedOn.extra())))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message()).endsWith("channel-bindings-dont-match"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "channel_binding", "cbind_data"})
    @Conformance("SCR-6")
    void scramRefusesAnAnswerThatWasTamperedWith(String key) throws ProtocolViolation {
        ScramClient client = new ScramClient("user", "pencil", END_POINT);
        Challenged challenged = (Challenged) begin("wamp-scram", "user", client.authextra(), CONNECTION);
        Authenticate answer = client.answer(challenged.extra());
        for (Object other : new Object[] {"AAAA" + answer.extra().get(key), null, 7L}) {
            Map<String, Object> extra = new LinkedHashMap<>(answer.extra());
            extra.put(key, other);
            assertThat(answer(challenged, new Authenticate(answer.signature(), extra)))
                    .isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls-unique", "tls-exporter", "foo"})
    @Conformance("SCR-2")
    void scramRefusesABindingThatTheConnectionDoesNotHave(String type) {
        Map<String, Object> bound = new LinkedHashMap<>(new ScramClient("user", "pencil", null).authextra());
        bound.put("channel_binding", type);
        assertThat(begin("wamp-scram", "user", bound, type.equals("tls-exporter") ? TransportInfo.local() : CONNECTION))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Conformance("CRY-7")
    void cryptosignIsBoundWhereTheConnectionAllowsIt() throws ProtocolViolation {
        CryptosignClient client = new CryptosignClient(KEY, EXPORTER, SHARED.publicKey());
        Challenged challenged = (Challenged) begin("cryptosign", "alice", client.authextra(), CONNECTION);
        assertThat(challenged.extra()).containsEntry("channel_binding", "tls-exporter");
        assertThat(sign(client, challenged)).isInstanceOf(Granted.class);

        CryptosignClient elsewhere = new CryptosignClient(KEY, new ChannelBinding("tls-exporter", new byte[32]), null);
        Challenged passedOn = (Challenged) begin("cryptosign", "alice", elsewhere.authextra(), CONNECTION);
        assertThat(sign(elsewhere, passedOn)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls-exporter", "tls-unique"})
    @Conformance({"CRY-7", "CRY-8"})
    void cryptosignRefusesABindingThatTheConnectionDoesNotHave(String type) {
        CryptosignClient bound = new CryptosignClient(KEY, new ChannelBinding(type, new byte[32]), null);
        assertThat(begin("cryptosign", "alice", bound.authextra(), TransportInfo.local()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message()).contains("\"" + type + "\" is not available"));
    }

    @Test
    @Conformance("CRY-9")
    void theRoutersOwnKeySignsWhereTheMethodHasNone() throws ProtocolViolation {
        CryptosignKey routerKey = CryptosignKey.generate();
        AuthenticationFactory keyed = new AuthenticationFactory(
                caller, role -> caller, Runnable::run, Denial.SPECIFICATION, false, Optional.of(routerKey));
        for (AuthenticationOptions method : List.of(
                new AuthenticationOptions.StaticCryptosign(
                        List.of(new Account<>("alice", "backend", Set.of(KEY.publicKey()))), null),
                new AuthenticationOptions.Dynamic("cryptosign", "com.authenticate", null, null))) {
            CryptosignClient client = new CryptosignClient(KEY, null, routerKey.publicKey());
            Challenged challenged =
                    (Challenged) begin(keyed.create(List.of(method)), "cryptosign", "alice", client.authextra());
            assertThat(challenged.extra()).containsEntry("pubkey", routerKey.publicKey());
            assertThat(sign(client, challenged)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void cryptosignRefusesABindingThatNobodyKnows() {
        Map<String, Object> foo = new LinkedHashMap<>(new CryptosignClient(KEY, null, null).authextra());
        foo.put("channel_binding", "foo");
        assertThat(begin("cryptosign", "alice", foo, CONNECTION)).isInstanceOf(Refused.class);
    }

    private AuthenticationStep begin(String method, String authid, Map<String, ?> authextra, TransportInfo transport) {
        return begin(statics, method, authid, authextra, transport);
    }

    private static AuthenticationStep begin(
            AuthenticationMethods authentication, String method, String authid, Map<String, ?> authextra) {
        return begin(authentication, method, authid, authextra, TransportInfo.local());
    }

    private static AuthenticationStep begin(
            AuthenticationMethods authentication,
            String method,
            String authid,
            Map<String, ?> authextra,
            TransportInfo transport) {
        HelloDetails details =
                new HelloDetails(Roles.NONE, null, List.of(method), authid, null, new LinkedHashMap<>(authextra));
        return authentication
                .begin(new AuthenticationRequest(1, "realm1", details, transport, Serialization.JSON))
                .step()
                .toCompletableFuture()
                .join();
    }

    private static AuthenticationStep sign(CryptosignClient client, Challenged challenged) throws ProtocolViolation {
        return answer(challenged, new Authenticate(client.answer(challenged.extra()), Map.of()));
    }

    private static AuthenticationStep answer(Challenged challenged, Authenticate answer) {
        return challenged.answer().apply(answer).toCompletableFuture().join();
    }
}
