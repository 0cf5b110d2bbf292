package io.aerostat.protocol.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that both ends of a TLS connection get the same channel bindings, which no other connection has (SCR-14, CRY-7,
 * CRY-8).
 */
class TlsChannelBindingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Conformance("SCR-14")
    void bothEndsKnowTheServersCertificate(String protocol) throws Exception {
        X509Certificate certificate = certificate("EC", "SHA256withECDSA");
        Connection connection = new Connection(protocol);

        byte[] data = connection.client("tls-server-end-point").data();

        assertThat(data).isEqualTo(connection.server("tls-server-end-point").data());
        assertThat(data).isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        assertThat(data).isEqualTo(MessageDigest.getInstance("SHA-256").digest(connection.certificate.getEncoded()));
        assertThat(new Connection(protocol).client("tls-server-end-point").data())
                .isNotEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Conformance("CRY-7")
    void theExporterIsASecretOfTheConnection(String protocol) throws Exception {
        Connection connection = new Connection(protocol);
        ChannelBindings client = TlsChannelBindings.client(connection.client::getSession);
        ChannelBindings server = TlsChannelBindings.server(connection.server::getSession);
        if (!TlsChannelBindings.exportsKeyingMaterial()) {
            // Before Java 25, the JDK exports no keying material, so there must be no binding.
            assertThat(client.ofType("tls-exporter")).isEmpty();
            assertThat(server.ofType("tls-exporter")).isEmpty();
            return;
        }
        byte[] data = connection.client("tls-exporter").data();
        assertThat(data).hasSize(32).isEqualTo(connection.server("tls-exporter").data());
        assertThat(new Connection(protocol).client("tls-exporter").data()).isNotEqualTo(data);
    }

    @Test
    void theExporterIsOfferedFromJava25On() {
        assertThat(TlsChannelBindings.exportsKeyingMaterial())
                .isEqualTo(Runtime.version().feature() >= 25);
    }

    @Test
    @Conformance("CRY-8")
    void tlsUniqueIsNotOffered() throws Exception {
        Connection connection = new Connection("TLSv1.2");
        assertThat(TlsChannelBindings.client(connection.client::getSession).ofType("tls-unique"))
                .isEmpty();
        assertThat(TlsChannelBindings.client(connection.client::getSession).ofType("foo"))
                .isEmpty();
        assertThat(ChannelBindings.NONE.ofType("tls-server-end-point")).isEmpty();
    }

    /**
     * RFC 5929 §4.1: the hash function is that of the certificate's signature, or SHA-256 in place of a weak function.
     */
    @ParameterizedTest
    @CsvSource({
        "RSA, SHA1withRSA, SHA-256",
        "RSA, SHA256withRSA, SHA-256",
        "RSA, SHA384withRSA, SHA-384",
        "RSA, SHA512withRSA, SHA-512",
        "RSA, SHA384WITHRSAANDMGF1, SHA-384",
        "EC, SHA384withECDSA, SHA-384"
    })
    void theHashIsThatOfTheSignature(String keys, String signature, String hash) throws Exception {
        X509Certificate certificate = certificate(keys, signature);
        assertThat(TlsChannelBindings.endPoint(certificate))
                .isEqualTo(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    }

    @Test
    void aSignatureWithoutAHashHasNoBinding() throws Exception {
        assertThat(TlsChannelBindings.endPoint(certificate("Ed25519", "Ed25519")))
                .isNull();
    }

    private static KeyPair keys;

    private static X509Certificate certificate(String algorithm, String signature) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!algorithm.equals("Ed25519")) {
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        }
        keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(System.nanoTime()),
                                Date.from(now.minusSeconds(3600)),
                                Date.from(now.plusSeconds(3600)),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder(signature)
                                .setProvider(new BouncyCastleProvider())
                                .build(keys.getPrivate())));
    }

    /** A TLS connection in memory, without sockets. */
    private static final class Connection {
        final X509Certificate certificate = certificate("EC", "SHA256withECDSA");
        final SSLEngine client;
        final SSLEngine server;

        Connection(String protocol) throws Exception {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("own", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(own, new char[0]);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            client = context.createSSLEngine("localhost", 1);
            client.setUseClientMode(true);
            client.setEnabledProtocols(new String[] {protocol});
            server = context.createSSLEngine();
            server.setUseClientMode(false);
            ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
            ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
            while (isShaking(client) || isShaking(server)) {
                step(client, toClient, toServer);
                step(server, toServer, toClient);
            }
        }

        private static boolean isShaking(SSLEngine engine) throws SSLException {
            if (engine.getSession().getProtocol().equals("NONE")
                    && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                engine.beginHandshake();
            }
            return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
        }

        private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
                    in.flip();
                    SSLEngineResult result = engine.unwrap(in, ByteBuffer.allocate(1 << 16));
                    in.compact();
                    assertThat(result.getStatus()).isNotEqualTo(SSLEngineResult.Status.CLOSED);
                }
            }
        }

        ChannelBinding client(String type) {
            return TlsChannelBindings.client(client::getSession).ofType(type).orElseThrow();
        }

        ChannelBinding server(String type) {
            return TlsChannelBindings.server(server::getSession).ofType(type).orElseThrow();
        }
    }
}
