package io.aerostat.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests private keys in the forms that {@code openssl genpkey}, {@code genrsa -traditional} and {@code ecparam -genkey}
 * write.
 */
class PemFileTest {
    /** A self-signed Ed25519 certificate of "CN=test". */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBMjCB5aADAgECAhR6Vd35j2AQQmjbGy+JpP/t2orBcjAFBgMrZXAwDzENMAsG
            A1UEAwwEdGVzdDAeFw0yNjExMjkxNzA0NTlaFw0zNjExMjYxNzA0NTlaMA8xDTAL
            BgNVBAMMBHRlc3QwKjAFBgMrZXADIQAnIc/u3YAKCcy5dyFG0D9dlnUXzUtDc2zA
            9ScOseO53aNTMFEwHQYDVR0OBBYEFHhHnhRItWP77dHjPmCGkMPbcSlHMB8GA1Ud
            IwQYMBaAFHhHnhRItWP77dHjPmCGkMPbcSlHMA8GA1UdEwEB/wQFMAMBAf8wBQYD
            K2VwA0EAGhXVNtBgz/Q9D30trTW9I6YlY1XNmRdyTCJv3apwm9HnQ1WU2XQtFfe9
            iGh1vWphg5CbvwrFoqCX5Hg43TzDDA==
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path folder;

    private static KeyPair pair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!algorithm.startsWith("Ed")) {
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        }
        return generator.generateKeyPair();
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    private static byte[] encoded(ASN1Encodable object) throws Exception {
        return object.toASN1Primitive().getEncoded();
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("key.pem"), content, StandardCharsets.US_ASCII);
    }

    private PrivateKey read(String content) throws Exception {
        return PemFile.read(file(content)).privateKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448"})
    void readsPkcs8(String algorithm) throws Exception {
        PrivateKey key = pair(algorithm).getPrivate();

        assertThat(read(block("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void readsPkcs1() throws Exception {
        PrivateKey key = pair("RSA").getPrivate();
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());

        assertThat(read(block("RSA PRIVATE KEY", encoded(info.parsePrivateKey()))))
                .isEqualTo(key);
    }

    /** The curve may be in a block before the key, in the key, or in both. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true"})
    void readsSec1(boolean before, boolean within) throws Exception {
        PrivateKey key = pair("EC").getPrivate();
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        ECPrivateKey plain = ECPrivateKey.getInstance(info.parsePrivateKey());
        ECPrivateKey sec1 =
                within ? new ECPrivateKey(256, plain.getKey(), curve) : new ECPrivateKey(256, plain.getKey());

        PrivateKey read =
                read((before ? block("EC PARAMETERS", encoded(curve)) : "") + block("EC PRIVATE KEY", encoded(sec1)));
        assertThat(((java.security.interfaces.ECPrivateKey) read).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) key).getS());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> read("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                        + "DEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"))
                .hasMessageContaining("found an encrypted private key");
        assertThatThrownBy(() ->
                        read("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"))
                .hasMessageContaining("found an encrypted private key");
        assertThatThrownBy(() -> read("nothing")).hasMessageContaining("key.pem: found no private key");
        assertThatThrownBy(() -> read("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
                .hasMessageContaining("key.pem: found a broken private key");
        assertThatThrownBy(() -> PemFile.read(folder.resolve("absent.pem")))
                .hasMessageContaining("absent.pem: found no such file");
        assertThatThrownBy(() -> PemFile.read(file("nothing")).certificates())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key.pem");
    }

    @Test
    void aFileMayHoldKeyAndCertificate() throws Exception {
        String key = block("PRIVATE KEY", pair("Ed25519").getPrivate().getEncoded());
        Path both = file("a comment - of openssl\n" + key + CERTIFICATE);

        assertThat(PemFile.read(both).certificates()).hasSize(1);
        assertThat(PemFile.read(both).privateKey().getAlgorithm()).isEqualTo("EdDSA");
    }

    /** A file that is still being written may look like this. */
    @Test
    void aBlockWithoutItsEndIsNotIgnored() throws Exception {
        Path half = file(CERTIFICATE + CERTIFICATE.substring(0, CERTIFICATE.length() / 2));

        assertThatThrownBy(() -> PemFile.read(half).certificates()).hasMessageContaining("key.pem: found broken PEM");
    }
}
