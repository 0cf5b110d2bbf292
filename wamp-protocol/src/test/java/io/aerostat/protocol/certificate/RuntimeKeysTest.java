package io.aerostat.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which private keys can be read without Bouncy Castle. */
class RuntimeKeysTest {
    private final KeyForms keys = new RuntimeKeys();

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448"})
    void pkcs8IsRead(String algorithm) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertThat(keys.pkcs8(key.getEncoded())).isEqualTo(key);
    }

    @Test
    void otherFormsNameTheMissingLibrary() {
        assertThatThrownBy(() -> keys.pkcs1(new byte[1]))
                .hasMessage("found RSA PRIVATE KEY (expected PRIVATE KEY, or org.bouncycastle:bcprov-jdk18on on the"
                        + " class path or module path)");
        assertThatThrownBy(() -> keys.sec1(new byte[1], null)).hasMessageContaining("found EC PRIVATE KEY");
        assertThatThrownBy(() -> keys.pkcs8(new byte[] {48, 0}))
                .hasMessageContaining("that the Java runtime cannot read");
    }
}
