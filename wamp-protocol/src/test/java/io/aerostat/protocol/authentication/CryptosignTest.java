package io.aerostat.protocol.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptosignTest {
    private static final CryptosignKey KEY = CryptosignKey.generate();
    private static final ChannelBinding CHANNEL = new ChannelBinding(ChannelBinding.TLS_UNIQUE, Nonces.bytes(32));

    /** The signatures in the specification: three without and three with a channel binding (CRY-4). */
    @Conformance("CRY-4")
    @ParameterizedTest
    @CsvSource({
        "4d57d97a68f555696620a6d849c0ce582568518d729eb753dc7c732de2804510, "
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, , "
                + "b32675b221f08593213737bef8240e7c15228b07028e19595294678c90d11c0cae80a357331bfc5cc9fb71081464e6e7"
                + "5013517c2cf067ad566a6b7b728e5d03ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "d511fe78e23934b3dadb52fcd022974b80bd92bccc7c5cf404e46cc0a8a2f5cd, "
                + "b26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d, , "
                + "d4209ad10d5aff6bfbc009d7e924795de138a63515efc7afc6b01b7fe5201372190374886a70207b042294af5bd64ce7"
                + "25cd8dceb344e6d11c09d1aaaf4d660fb26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d",
        "6e1fde9cf9e2359a87420b65a87dc0c66136e66945196ba2475990d8a0c3a25b, "
                + "b05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2, , "
                + "7beb282184baadd08f166f16dd683b39cab53816ed81e6955def951cb2ddad1ec184e206746fd82bda075af03711d3d5"
                + "658fc84a76196b0fa8d1ebc92ef9f30bb05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2",
        "4d57d97a68f555696620a6d849c0ce582568518d729eb753dc7c732de2804510, "
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, "
                + "62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff, "
                + "9b6f41540c9b95b4b7b281c3042fa9c54cef43c842d62ea3fd6030fcb66e70b3e80d49d44c29d1635da9348d02ec93f3"
                + "ed1ef227dfb59a07b580095c2b82f80f9d16ca518aa0c2b707f2b2a609edeca73bca8dd59817a633f35574ac6fd80d00",
        "d511fe78e23934b3dadb52fcd022974b80bd92bccc7c5cf404e46cc0a8a2f5cd, "
                + "b26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d, "
                + "62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff, "
                + "305aaa3ac25e98f651427688b3fc43fe7d8a68a7ec1d7d61c61517c519bd4a427c3015599d83ca28b4c6523339202238"
                + "44ef0725eb5dc2febfd6af7677b73f01d0852a29b460fc92ec943242ac638a053bbacc200512b18b30d15083cbdc9282",
        "6e1fde9cf9e2359a87420b65a87dc0c66136e66945196ba2475990d8a0c3a25b, "
                + "b05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2, "
                + "62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff, "
                + "ee3c7644fd8070532bc1fde3d70d742267da545d8c8f03e63bda63f1ad4214f4d2c4bfdb4eb9526def42deeb7e31602a"
                + "6ff99eba893e0a4ad4d45892ca75e608d2b75e24a189a7f78ca776ba36fc53f6c3e31c32f251f2c524f0a44202f2902d"
    })
    void signaturesAreThoseOfTheSpecification(String seed, String challenge, @Nullable String channel, String signature)
            throws Exception {
        CryptosignKey key = CryptosignKey.ofSeed(seed);
        ChannelBinding binding = channel == null
                ? null
                : new ChannelBinding(ChannelBinding.TLS_UNIQUE, HexFormat.of().parseHex(channel));
        CryptosignServer server = CryptosignServer.begin(
                new CryptosignClient(key, binding, null).authextra(),
                binding,
                HexFormat.of().parseHex(challenge));

        String answer = new CryptosignClient(key, binding, null).answer(server.challenge(null));

        assertThat(answer).isEqualTo(signature);
        assertThat(server.check(answer)).isEmpty();
    }

    private static CryptosignServer server(@Nullable ChannelBinding binding) throws ProtocolViolation {
        return CryptosignServer.begin(new CryptosignClient(KEY, binding, null).authextra(), binding);
    }

    /** CRY-5: an eavesdropper may have a valid signature of another message. */
    @Conformance("CRY-5")
    @Test
    void aRecordedAnswerIsRefused() throws Exception {
        CryptosignServer server = server(null);
        String recorded = new CryptosignClient(KEY, null, null).answer(server.challenge(null));

        assertThat(server.check(recorded)).isEmpty();
        assertThat(server(null).check(recorded))
                .hasValueSatisfying(why -> assertThat(why).contains("another message"));
        String mixed = recorded.substring(0, 128) + server(null).challenge(null).get("challenge");
        assertThat(server.check(mixed)).isPresent();
        assertThat(server.check(recorded.substring(0, 128))).isPresent();
        assertThat(server.check("")).isPresent();
        assertThat(server.check("x".repeat(192))).isPresent();
        String forged = (recorded.startsWith("0") ? "1" : "0") + recorded.substring(1);
        assertThat(server.check(forged))
                .hasValueSatisfying(why -> assertThat(why).contains("invalid"));
        assertThat(server.check(recorded.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        CryptosignServer server = server(null);

        String answer = new CryptosignClient(CryptosignKey.generate(), null, null).answer(server.challenge(null));

        assertThat(server.check(answer))
                .hasValueSatisfying(why -> assertThat(why).contains("invalid"));
    }

    /** CRY-7: tests all combinations of the client's request and the router's support. */
    @Conformance("CRY-7")
    @Test
    void theClientInsistsOnTheBindingThatItRequested() throws Exception {
        assertThat(server(null)
                        .check(new CryptosignClient(KEY, null, null)
                                .answer(server(null).challenge(null))))
                .isPresent(); // the answer of another exchange
        CryptosignServer bound = server(CHANNEL);
        assertThat(bound.check(new CryptosignClient(KEY, CHANNEL, null).answer(bound.challenge(null))))
                .isEmpty();
        assertThatThrownBy(() -> new CryptosignClient(KEY, CHANNEL, null)
                        .answer(server(null).challenge(null)))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("channel_binding");
        assertThatThrownBy(() -> new CryptosignClient(KEY, null, null).answer(bound.challenge(null)))
                .isInstanceOf(ProtocolViolation.class);
        String elsewhere = new CryptosignClient(KEY, new ChannelBinding(CHANNEL.type(), Nonces.bytes(32)), null)
                .answer(bound.challenge(null));
        assertThat(bound.check(elsewhere)).isPresent();
        assertThat(CryptosignServer.requestedBinding(new CryptosignClient(KEY, CHANNEL, null).authextra()))
                .hasValue("tls-unique");
    }

    @Conformance("CRY-9")
    @Test
    void theRouterProvesItsKeyWhenAsked() throws Exception {
        CryptosignKey routerKey = CryptosignKey.generate();
        for (ChannelBinding binding : new @Nullable ChannelBinding[] {null, CHANNEL}) {
            CryptosignClient client =
                    new CryptosignClient(KEY, binding, routerKey.publicKey().toUpperCase(Locale.ROOT));
            CryptosignServer server = CryptosignServer.begin(client.authextra(), binding);

            assertThat(server.check(client.answer(server.challenge(routerKey)))).isEmpty();
            assertThatThrownBy(() -> client.answer(server.challenge(null))).isInstanceOf(ProtocolViolation.class);
            assertThatThrownBy(() -> client.answer(server.challenge(CryptosignKey.generate())))
                    .isInstanceOf(ProtocolViolation.class)
                    .hasMessageContaining("pubkey");
            Map<String, @Nullable Object> forged = new LinkedHashMap<>(server.challenge(CryptosignKey.generate()));
            forged.put("pubkey", routerKey.publicKey());
            assertThatThrownBy(() -> client.answer(forged))
                    .isInstanceOf(ProtocolViolation.class)
                    .hasMessageContaining("signature");
        }
        CryptosignServer notAsked = server(null);
        assertThat(notAsked.challenge(routerKey)).containsOnlyKeys("challenge", "channel_binding");
    }

    @Conformance("CRY-1")
    @Test
    void aPublicKeyIs64HexadecimalDigits() throws Exception {
        String upper = KEY.publicKey().toUpperCase(Locale.ROOT);
        assertThat(CryptosignServer.begin(Map.of("pubkey", upper), null).publicKey())
                .isEqualTo(KEY.publicKey());
        for (String wrong : new String[] {upper.substring(1), upper + "0", "x" + upper.substring(1), ""}) {
            assertThatThrownBy(() -> CryptosignServer.begin(Map.of("pubkey", wrong), null))
                    .isInstanceOf(ProtocolViolation.class);
        }
        assertThatThrownBy(() -> CryptosignServer.begin(Map.of(), null)).isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> CryptosignServer.begin(Map.of("pubkey", upper, "challenge", "00"), null))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Conformance("CRY-3")
    @Test
    void challengesAreNewEachTimeAndChecked() throws Exception {
        assertThat(server(null).challenge(null)).isNotEqualTo(server(null).challenge(null));
        for (Object wrong : Arrays.<Object>asList("00", "zz".repeat(32), 7L, true)) {
            assertThatThrownBy(() -> new CryptosignClient(KEY, null, null).answer(Map.of("challenge", wrong)))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    /** CRY-12: ssh-keygen has made this key for the test. */
    @Conformance("CRY-12")
    @Test
    void anOpenSshKeyIsRead() {
        CryptosignKey key = CryptosignKey.ofOpenSsh(OPENSSH_KEY);

        assertThat(key.publicKey()).isEqualTo(OPENSSH_PUBLIC_KEY);
        assertThat(CryptosignKey.ofOpenSsh("# a comment\r\n" + OPENSSH_KEY.replace("\n", "\r\n"))
                        .publicKey())
                .isEqualTo(OPENSSH_PUBLIC_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----"
            })
    void aTextThatIsNotAKeyIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> CryptosignKey.ofOpenSsh(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> CryptosignKey.ofSeed(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(KEY).hasToString("CryptosignKey[" + KEY.publicKey() + "]");
    }

    private static final String OPENSSH_PUBLIC_KEY = "af519bcbb3f885e14d17a9a3c626b889b86e3aa5382b811560f3c4dbe3a6fd8c";

    private static final String OPENSSH_KEY = """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
            QyNTUxOQAAACCvUZvLs/iF4U0XqaPGJriJuG46pTgrgRVg88Tb46b9jAAAAIjtYff67WH3
            +gAAAAtzc2gtZWQyNTUxOQAAACCvUZvLs/iF4U0XqaPGJriJuG46pTgrgRVg88Tb46b9jA
            AAAED2p+N5CTYNpeSLFwKdedALW4xobEiu6AOF7G7P7u+B2K9Rm8uz+IXhTRepo8YmuIm4
            bjqlOCuBFWDzxNvjpv2MAAAABHRlc3QB
            -----END OPENSSH PRIVATE KEY-----
            """;
}
