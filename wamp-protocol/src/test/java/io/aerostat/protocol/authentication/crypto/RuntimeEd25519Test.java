package io.aerostat.protocol.authentication.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the Java runtime makes the same keys and signatures as Bouncy Castle. */
class RuntimeEd25519Test {
    private final Ed25519Library runtime = new RuntimeEd25519();
    private final Ed25519Library bouncy = new BouncyEd25519();

    /** The first test vectors of RFC 8032 §7.1. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"
    })
    void keysAndSignaturesAreThoseOfTheRfc(String seed, String publicKey, String message, String signature) {
        byte[] bytes = HexFormat.of().parseHex(message);
        for (Ed25519Library library : new Ed25519Library[] {runtime, bouncy}) {
            Ed25519Library.PrivateKey key = library.privateKey(HexFormat.of().parseHex(seed));

            assertThat(HexFormat.of().formatHex(key.publicKey())).isEqualTo(publicKey);
            assertThat(HexFormat.of().formatHex(key.sign(bytes))).isEqualTo(signature);
            assertThat(library.verify(publicKey, key.sign(bytes), bytes)).isTrue();
        }
    }

    /** The encodings of the points of small order, also those with a y of p or more, each with both signs of x. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void publicKeysOfSmallOrderAreRefused(String publicKey) {
        // For each of these keys, the neutral point and 0 form a valid signature of some messages.
        byte[] signature = new byte[64];
        signature[0] = 1;

        for (byte i = 0; i < 100; i++) {
            assertThat(runtime.verify(publicKey, signature, new byte[] {i})).isFalse();
            assertThat(bouncy.verify(publicKey, signature, new byte[] {i})).isFalse();
        }
    }

    @Test
    void wrongSignaturesAndKeysAreRefused() {
        byte[] message = "a message".getBytes(UTF_8);
        Ed25519Library.PrivateKey key = runtime.privateKey(Nonces.bytes(32));
        byte[] signature = bouncy.privateKey(Nonces.bytes(32)).sign(message);

        assertThat(runtime.verify(HexFormat.of().formatHex(key.publicKey()), signature, message))
                .isFalse();
        assertThat(runtime.verify("02" + "00".repeat(31), signature, message)).isFalse();
        assertThat(runtime.verify("ff".repeat(32), new byte[64], message)).isFalse();
    }
}
