package io.aerostat.client.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.fake.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {
    @TempDir
    Path folder;

    @Test
    void oneFileMayHoldTheKeyAndTheCertificate() throws Exception {
        String certificate =
                Files.readString(TestCertificates.issue(folder, "ip:127.0.0.1").trusted());
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Path both = Files.writeString(
                folder.resolve("both.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n" + certificate);

        assertThatCode(() ->
                        ClientTls.create(TlsOptions.DEFAULT.identity(both, both).trusting(both), Runnable::run))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnusableFileIsNamed() {
        Path absent = folder.resolve("absent.pem");

        assertThatThrownBy(() -> ClientTls.create(TlsOptions.DEFAULT.trusting(absent), Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls: " + absent + ": found no such file");
    }
}
