package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.ServerTlsOptions.Identity;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.listener.Transport;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests several certificates at one port. The host name that a client asks for (SNI) selects the certificate. */
class SniTest {
    private static final String[] BOTH = {"TLSv1.3", "TLSv1.2"};

    @TempDir
    static Path folder;

    private static Certificates standard;
    private static Certificates standardRsa;
    private static Certificates example;
    private static Certificates exampleRsa;
    private static Certificates wildcard;
    private static Certificates other;

    private final TestServer server = new TestServer();

    @BeforeAll
    static void makeCertificates() throws Exception {
        standard = Certificates.named(folder, "standard", "EC", "localhost");
        standardRsa = Certificates.named(folder, "standardRsa", "RSA", "localhost");
        example = Certificates.named(folder, "example", "EC", "www.example.com", "example.com");
        exampleRsa = Certificates.named(folder, "exampleRsa", "RSA", "www.example.com");
        wildcard = Certificates.named(folder, "wildcard", "EC", "*.example.com");
        other = Certificates.named(folder, "other", "EC", "Example.ORG");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Identity identity(Certificates certificates) {
        return new Identity(certificates.keyFile(), certificates.certificateFile(), List.of());
    }

    private static ServerTlsOptions options(Certificates first, Certificates... further) {
        return new ServerTlsOptions(first.keyFile(), first.certificateFile())
                .withFurther(List.of(further).stream().map(SniTest::identity).toList());
    }

    private BoundListener listen(ServerTlsOptions options) {
        return server.accepting(new EchoAcceptor())
                .listen(
                        new ListeningEndpoint.Tcp("127.0.0.1", 0).withTls(options),
                        Transport.RawSocket.of(Access.ANONYMOUS));
    }

    /** Connects, asks for a name unless it is null, and returns the subject of the certificate. */
    private static String subject(BoundListener listener, @Nullable String name, String... protocols) throws Exception {
        return subjectWith(null, listener, name, protocols);
    }

    private static String subjectWith(
            @Nullable String cipher, BoundListener listener, @Nullable String name, String... protocols)
            throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        InetSocketAddress address = (InetSocketAddress) listener.address();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.connect(address);
            socket.setSoTimeout(60_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(protocols);
            parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
            if (cipher != null) {
                parameters.setCipherSuites(new String[] {cipher});
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName().replace("CN=", "");
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com,example",
        "EXAMPLE.com,example",
        "api.example.com,wildcard",
        "deep.api.example.com,standard",
        "example.org,other",
        "localhost,standard",
        "unknown.net,standard",
        ",standard"
    })
    void theNameChoosesTheCertificate(@Nullable String name, String expected) throws Exception {
        BoundListener listener = listen(options(standard, other, wildcard, example));

        assertThat(subject(listener, name, "TLSv1.3")).isEqualTo(expected);
        assertThat(subject(listener, name, "TLSv1.2")).isEqualTo(expected);
        assertThat(subject(listener, name, BOTH)).isEqualTo(expected);
    }

    /** Old clients without elliptic curves get the certificate with a key that they understand. */
    @Test
    void ofTwoCertificatesForANameTheOneWithAFittingKeyIsUsed() throws Exception {
        BoundListener listener = listen(options(standard, example, exampleRsa));

        assertThat(subjectWith("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", listener, "www.example.com", "TLSv1.2"))
                .isEqualTo("exampleRsa");
        assertThat(subjectWith("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", listener, "www.example.com", "TLSv1.2"))
                .isEqualTo("example");
    }

    /** A key of a type that the client prefers must not make the client get the certificate of another host. */
    @ParameterizedTest
    @CsvSource({
        "unknown.net,standardRsa",
        ",standardRsa",
        "localhost,standardRsa",
        "www.example.com,exampleRsa",
        "api.example.com,wildcard",
        "example.org,other"
    })
    void theNameComesBeforeTheTypeOfTheKey(@Nullable String name, String expected) throws Exception {
        BoundListener listener = listen(options(standardRsa, other, wildcard, exampleRsa));

        assertThat(subject(listener, name, "TLSv1.3")).isEqualTo(expected);
        assertThat(subject(listener, name, "TLSv1.2")).isEqualTo(expected);
        assertThat(subject(listener, name, BOTH)).isEqualTo(expected);
    }

    @Test
    void theDefaultMayHaveKeysOfTwoTypes() throws Exception {
        BoundListener listener = listen(options(standardRsa, other, standard));

        for (String name : new String[] {null, "unknown.net"}) {
            assertThat(subjectWith("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", listener, name, "TLSv1.2"))
                    .isEqualTo("standardRsa");
            assertThat(subjectWith("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", listener, name, "TLSv1.2"))
                    .isEqualTo("standard");
        }
    }

    /** Without the group of the default, such a client would get a certificate of another host. */
    @Test
    void aClientWithoutAFittingKeyForItsNameIsRefused() throws Exception {
        BoundListener listener = listen(options(standard, exampleRsa));

        assertThatThrownBy(() -> subjectWith("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", listener, null, "TLSv1.2"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aFurtherCertificateIsReplacedWithoutARestart() throws Exception {
        Path key = folder.resolve("replaced.key");
        Path certificate = folder.resolve("replaced.crt");
        Files.copy(example.keyFile(), key);
        Files.copy(example.certificateFile(), certificate);
        BoundListener listener = listen(new ServerTlsOptions(standard.keyFile(), standard.certificateFile())
                .withFurther(List.of(new Identity(key, certificate, List.of()))));
        assertThat(subject(listener, "www.example.com", BOTH)).isEqualTo("example");

        Files.copy(exampleRsa.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(exampleRsa.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> subject(listener, "www.example.com", BOTH).equals("exampleRsa"));
        assertThat(subject(listener, null, BOTH)).isEqualTo("standard");
    }

    @Test
    void furtherCertificatesThatCannotBeUsedAreNamed() throws Exception {
        Certificates nameless = Certificates.named(folder, "nameless", "EC");

        assertThatThrownBy(() -> Binder.check(options(standard, nameless)))
                .isInstanceOf(TlsException.class)
                .hasMessage("certificates[0].certificate " + nameless.certificateFile()
                        + ": has no DNS name (expected one, by which clients choose it)");
        assertThatThrownBy(() -> Binder.check(new ServerTlsOptions(standard.keyFile(), standard.certificateFile())
                        .withFurther(List.of(
                                identity(example),
                                new Identity(example.keyFile(), other.certificateFile(), List.of())))))
                .isInstanceOf(TlsException.class)
                .hasMessageStartingWith("certificates[1].key " + example.keyFile())
                .hasMessageContaining("does not fit the certificate " + other.certificateFile());
    }
}
