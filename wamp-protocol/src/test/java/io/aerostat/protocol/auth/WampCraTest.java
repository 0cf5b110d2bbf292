package io.aerostat.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WampCraTest {
    @Test
    void derivesTheKeyOfTheKnownVector() { // CRA-4
        assertThat(WampCra.deriveKey("L3L1YUE8Txlw", "salt123", 1000, 32))
                .isEqualTo("qzcdsr9uu/L5hnss3kjNTRe490ETgA70ZBaB5rvnJ5Y=");
    }

    @Test
    void derivesTheStoredKeyOfTheExample() {
        assertThat(WampCra.deriveKey("secret1", "salt123", 100, 16)).isEqualTo("prq7+YkJ1/KlW1X0YczMHw==");
    }

    @Test
    void signsTheChallengeAsItIs() { // CRA-2, RFC 4231 test case 2
        assertThat(WampCra.sign("Jefe", "what do ya want for nothing?"))
                .isEqualTo("W9zBRr9gdU5qBCQIlcQ1x1oAPwidJzmDnexYuWTsOEM=");
    }

    @Test
    void refusesAnotherSignature() {
        String signature = WampCra.sign("secret", "{\"nonce\": 1}");
        assertThat(WampCra.verify("secret", "{\"nonce\": 1}", signature)).isTrue();
        assertThat(WampCra.verify("secret", "{\"nonce\":1}", signature)).isFalse();
        assertThat(WampCra.verify("Secret", "{\"nonce\": 1}", signature)).isFalse();
    }
}
