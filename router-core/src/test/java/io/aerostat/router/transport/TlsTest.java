package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.ServerTlsOptions.ClientCertificates;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.listener.Transport;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    static Path folder;

    private static Certificates ec;
    private static Certificates rsa;
    private static Certificates client;

    private final EchoAcceptor acceptor = new EchoAcceptor();
    private final TestServer server = new TestServer();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ec = Certificates.make(folder, "ec", "EC");
        rsa = Certificates.make(folder, "rsa", "RSA");
        client = Certificates.make(folder, "client", "EC");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private BoundListener listen(ServerTlsOptions options) {
        return server.accepting(acceptor)
                .listen(
                        new ListeningEndpoint.Tcp("127.0.0.1", 0).withTls(options),
                        Transport.RawSocket.of(Access.ANONYMOUS));
    }

    private static ServerTlsOptions options(Certificates certificates) {
        return new ServerTlsOptions(certificates.keyFile(), certificates.certificateFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa"})
    void keysOfEitherKind(String name) throws Exception {
        Certificates certificates = name.equals("ec") ? ec : rsa;
        BoundListener listener = listen(options(certificates));
        try (TestPeer peer =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), certificates.trusting()), Serialization.JSON)) {
            peer.send(TestPeer.CALL);

            assertThat(peer.message()).isEqualTo(TestPeer.CALL);
            assertThat(acceptor.last().link.transport().peerCertificates()).isEmpty();
        }
    }

    /** The key formats PKCS #1 and SEC 1, which old tools write. */
    @Test
    void keysInOldForms() throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.keys().getPrivate().getEncoded());
        ECPrivateKey plain = ECPrivateKey.getInstance(info.parsePrivateKey());
        ECPrivateKey sec1 = new ECPrivateKey(
                256, plain.getKey(), info.getPrivateKeyAlgorithm().getParameters());
        Path ecKey = write("sec1.key", new PemObject("EC PRIVATE KEY", sec1.getEncoded()));
        Path rsaKey = write("pkcs1.key", rsa.keys().getPrivate());
        assertThat(rsaKey).content().startsWith("-----BEGIN RSA PRIVATE KEY-----");

        Binder.check(new ServerTlsOptions(ecKey, ec.certificateFile()));
        Binder.check(new ServerTlsOptions(rsaKey, rsa.certificateFile()));
    }

    @Test
    void aCertificateIsReplacedWithoutARestart() throws Exception {
        Path key = folder.resolve("replaced.key");
        Path certificate = folder.resolve("replaced.crt");
        Files.copy(ec.keyFile(), key);
        Files.copy(ec.certificateFile(), certificate);
        BoundListener listener = listen(new ServerTlsOptions(key, certificate));
        try (TestPeer before =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), ec.trusting()), Serialization.JSON)) {
            // For a moment, the new key does not fit the old certificate.
            Files.copy(rsa.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(rsa.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(Duration.ofSeconds(60)).until(() -> answersTo(listener, rsa));

            assertThat(answersTo(listener, ec))
                    .as("the old certificate for new connections")
                    .isFalse();
            before.send(TestPeer.CALL);
            assertThat(before.message()).as("an old connection lives on").isEqualTo(TestPeer.CALL);
        }
    }

    @Test
    void aReplacementThatCannotBeUsedLeavesTheLastCertificate() throws Exception {
        Path key = folder.resolve("broken.key");
        Path certificate = folder.resolve("broken.crt");
        Files.copy(ec.keyFile(), key);
        Files.copy(ec.certificateFile(), certificate);
        ReloadingTls tls = new ReloadingTls(new ServerTlsOptions(key, certificate), true);
        SslContext first = tls.context();

        Files.copy(rsa.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
        tls.check();
        assertThat(tls.context()).as("a key without its certificate").isSameAs(first);
        Files.delete(certificate);
        tls.check();
        assertThat(tls.context()).as("no certificate").isSameAs(first);
        Files.copy(rsa.certificateFile(), certificate);
        tls.check();
        SslContext second = tls.context();
        assertThat(second).isNotSameAs(first);
        tls.check();
        assertThat(tls.context()).as("nothing has changed").isSameAs(second);
    }

    private static boolean answersTo(BoundListener listener, Certificates trusted) throws Exception {
        try (TestPeer peer =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), trusted.trusting()), Serialization.JSON)) {
            peer.send(TestPeer.CALL);
            return peer.message().equals(TestPeer.CALL);
        } catch (IOException | AssertionError e) {
            return false; // The client does not trust the certificate of the router.
        }
    }

    @Test
    void clientCertificates() throws Exception {
        BoundListener listener = listen(new ServerTlsOptions(
                ec.keyFile(),
                ec.certificateFile(),
                List.of(),
                List.of(client.certificateFile()),
                ClientCertificates.REQUIRED,
                List.of()));

        try (TestPeer peer =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), ec.context(client)), Serialization.JSON)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> acceptor.links.size() == 1);
            assertThat(acceptor.last().link.transport().peerCertificates()).containsExactly(client.certificate());
        }
        for (Certificates wrong : new Certificates[] {null, rsa}) {
            try (Wire wire = Wire.connectTls(listener.address(), ec.context(wrong))) {
                try {
                    wire.sendHex("7ff10000");
                } catch (IOException e) {
                    // With TLS 1.2 the refusal comes at once, with TLS 1.3 a little later.
                }
                assertThat(wire.readToEnd(Duration.ofSeconds(30))).isEmpty();
            }
        }
        assertThat(acceptor.links).hasSize(1);
    }

    @Test
    void plainBytesOnATlsPortEndThatConnectionOnly() throws Exception {
        BoundListener listener = listen(options(ec));
        try (Wire wire = Wire.connect(listener.address())) {
            wire.sendHex("7ff10000" + "00".repeat(100));

            wire.readToEnd(Duration.ofSeconds(30));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 0);
        try (TestPeer peer =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), ec.trusting()), Serialization.JSON)) {
            peer.send(TestPeer.CALL);
            assertThat(peer.message()).contains("a.b");
        }
    }

    @Test
    void ciphersByEitherName() throws Exception {
        for (String cipher : List.of(
                "ECDHE-ECDSA-AES128-GCM-SHA256",
                "ECDHE-RSA-AES256-GCM-SHA384",
                "TLS_AES_128_GCM_SHA256",
                "ECDHE-ECDSA-CHACHA20-POLY1305",
                "ECDHE-RSA-AES128-SHA256")) {
            Binder.check(withCiphers(List.of(cipher)));
        }
        assertThatThrownBy(() -> Binder.check(withCiphers(List.of("NONE"))))
                .hasMessage("ciphers: found [NONE] (expected at least one that this JDK knows)");
    }

    /** JDK 24 and later support no cipher without forward secrecy. */
    @Test
    void ciphersWithoutForwardSecrecyWhereTheJdkHasThem() throws Exception {
        List<String> known =
                List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        ServerTlsOptions options = withCiphers(List.of("AES128-GCM-SHA256"));

        if (known.contains("TLS_RSA_WITH_AES_128_GCM_SHA256")) {
            Binder.check(options);
        } else {
            assertThatThrownBy(() -> Binder.check(options))
                    .hasMessage("ciphers: found [AES128-GCM-SHA256] (expected at least one that this JDK knows)");
        }
    }

    private static ServerTlsOptions withCiphers(List<String> ciphers) {
        return new ServerTlsOptions(
                ec.keyFile(), ec.certificateFile(), List.of(), List.of(), ClientCertificates.IGNORED, ciphers);
    }

    @Test
    void problemsWithFilesAreReported() throws Exception {
        Path nothing = folder.resolve("nothing");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path broken = Files.writeString(
                folder.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path encrypted = write(
                "encrypted",
                new JcaPKCS8Generator(
                        ec.keys().getPrivate(),
                        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword("x".toCharArray())
                                .build()));

        assertProblem(nothing, ec.certificateFile(), "key " + nothing + ": found no such file");
        assertProblem(empty, ec.certificateFile(), "key " + empty + ": found no private key (expected one in PEM)");
        assertProblem(
                ec.certificateFile(),
                ec.certificateFile(),
                "key " + ec.certificateFile() + ": found no private key (expected one in PEM)");
        assertProblem(
                encrypted,
                ec.certificateFile(),
                "key " + encrypted + ": found an encrypted private key (expected one without a passphrase)");
        assertProblem(ec.keyFile(), nothing, "certificate " + nothing + ": found no such file");
        assertProblem(
                ec.keyFile(), empty, "certificate " + empty + ": found no certificate (expected at least one in PEM)");
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(ec.keyFile(), broken)))
                .hasMessageStartingWith("certificate " + broken + ": found a broken certificate");
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(rsa.keyFile(), ec.certificateFile())))
                .hasMessageStartingWith(
                        "key " + rsa.keyFile() + ": does not fit the certificate " + ec.certificateFile());
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(client.keyFile(), ec.certificateFile())))
                .hasMessage("key " + client.keyFile() + ": does not fit the certificate " + ec.certificateFile());
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(
                        ec.keyFile(),
                        ec.certificateFile(),
                        List.of(),
                        List.of(),
                        ClientCertificates.REQUIRED,
                        List.of())))
                .hasMessageStartingWith("ca_certificates: found none");
    }

    @Test
    void aWrongChainNamesFileAndCause() throws Exception {
        Certificates root = Certificates.make(folder, "root", "EC");
        Certificates middle = root.issue(folder, "middle", "RSA");
        Certificates leaf = middle.issue(folder, "leaf", "EC");
        Certificates namesake = middle.namesake(folder, "false", "RSA");
        Path bundle = Files.writeString(
                folder.resolve("bundle.crt"),
                Files.readString(leaf.certificateFile()) + Files.readString(middle.certificateFile()));
        Path mixed = Files.writeString(
                folder.resolve("mixed.crt"),
                Files.readString(leaf.certificateFile()) + Files.readString(root.certificateFile()));

        check(leaf, leaf.certificateFile(), middle.certificateFile(), root.certificateFile());
        check(leaf, leaf.certificateFile(), middle.certificateFile());
        check(leaf, bundle);
        // The file of a certificate often contains the chain as well.
        check(leaf, bundle, middle.certificateFile(), root.certificateFile());

        assertThatThrownBy(() -> check(leaf, leaf.certificateFile(), client.certificateFile()))
                .isInstanceOf(TlsException.class)
                .hasMessage("chain_certificates " + client.certificateFile()
                        + ": found the certificate of \"CN=client\" (expected that of \"CN=middle\","
                        + " which has issued that of \"CN=leaf\")");
        assertThatThrownBy(
                        () -> check(leaf, leaf.certificateFile(), middle.certificateFile(), client.certificateFile()))
                .hasMessage("chain_certificates " + client.certificateFile()
                        + ": found the certificate of \"CN=client\" (expected that of \"CN=root\","
                        + " which has issued that of \"CN=middle\")");
        assertThatThrownBy(() -> check(leaf, leaf.certificateFile(), namesake.certificateFile()))
                .hasMessage("chain_certificates " + namesake.certificateFile()
                        + ": found the certificate of \"CN=middle\" with another key (expected the one of "
                        + "\"CN=middle\","
                        + " which has issued that of \"CN=leaf\")");
        assertThatThrownBy(() -> check(leaf, mixed))
                .hasMessageStartingWith("certificate " + mixed + ": found the certificate of \"CN=root\"");
    }

    private static void check(Certificates own, Path certificate, Path... chain) throws TlsException {
        Binder.check(new ServerTlsOptions(
                own.keyFile(), certificate, List.of(chain), List.of(), ClientCertificates.IGNORED, List.of()));
    }

    /** A second handshake would cost the router as much as the first, so the router ends the connection. */
    @Test
    void aClientCannotNegotiateAnew() throws Exception {
        BoundListener listener = listen(options(ec));
        try (SSLSocket socket = (SSLSocket)
                ec.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.getOutputStream().write(new byte[] {0x7f, (byte) 0xf1, 0, 0});
            assertThat(socket.getInputStream().readNBytes(4)).startsWith(0x7f);

            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getInputStream().readAllBytes();
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> acceptor.last().closed.size() == 1);
        }
    }

    /**
     * Bytes inside a record may look like the header of a handshake record. The router must not take such bytes, or a
     * key update of TLS 1.3, for a second handshake, however the records are split.
     */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void recordsOfEverySizePass(String version) throws Exception {
        BoundListener listener = listen(options(ec));
        try (TestPeer peer =
                TestPeer.rawSocket(Wire.connectTls(listener.address(), ec.trusting(), version), Serialization.JSON)) {
            for (int size : new int[] {0, 1, 100, 5_000, 16_384, 70_000}) {
                String message = "[48,1,{},\"a.b\",[\"" + "\u0016".repeat(0) + "x".repeat(size) + "\"]]";
                peer.send(message);
                assertThat(peer.message()).isEqualTo(message);
            }
        }
    }

    @Test
    void aListenerDoesNotOpenWithABadCertificate() {
        assertThatThrownBy(() -> listen(new ServerTlsOptions(folder.resolve("nothing"), ec.certificateFile())))
                .hasRootCauseInstanceOf(TlsException.class);
    }

    private static void assertProblem(Path key, Path certificate, String message) {
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(key, certificate)))
                .isInstanceOf(TlsException.class)
                .hasMessage(message);
    }

    private static Path write(String name, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        return Files.writeString(folder.resolve(name), text.toString());
    }
}
