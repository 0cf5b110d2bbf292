package io.aerostat.cluster.nats;

import io.aerostat.protocol.certificate.PemException;
import io.aerostat.protocol.certificate.PemFile;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context of a connection to NATS. Any thread. */
final class NatsTlsContext {
    private static final char[] NO_PASSWORD = {};

    private NatsTlsContext() {}

    /**
     * Makes the context; reads the files each time.
     *
     * @throws GeneralSecurityException if a file holds no certificate or key
     * @throws PemException if a file cannot be read
     */
    static SSLContext of(NatsTls tls) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(tls), new TrustManager[] {trust(tls)}, null);
        return context;
    }

    private static KeyManager @Nullable [] keys(NatsTls tls) throws GeneralSecurityException, IOException {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate[] chain =
                PemFile.read(tls.certificate().get()).certificates().toArray(X509Certificate[]::new);
        store.setKeyEntry("node", PemFile.read(tls.key().get()).privateKey(), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static X509ExtendedTrustManager trust(NatsTls tls) throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (!tls.caCertificates().isEmpty()) {
            store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Path file : tls.caCertificates()) {
                for (X509Certificate certificate : PemFile.read(file).certificates()) {
                    store.setCertificateEntry("ca" + number++, certificate);
                }
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new OfTheNamedHost(extended);
            }
        }
        throw new GeneralSecurityException("the Java runtime has no X509ExtendedTrustManager");
    }

    /**
     * A trust manager that also checks that the certificate is valid for the host to which the node connects, because
     * jnats does not check this.
     */
    private static final class OfTheNamedHost extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager trusted;

        OfTheNamedHost(X509ExtendedTrustManager trusted) {
            this.trusted = trusted;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            if (!(socket instanceof SSLSocket encrypted)) {
                throw new CertificateException(
                        "found another socket (expected a TLS socket, whose host can be checked)");
            }
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            trusted.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("found a TLS engine (expected a socket, whose host can be checked)");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("found no socket (expected a TLS socket, whose host can be checked)");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            trusted.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            trusted.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trusted.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trusted.getAcceptedIssuers();
        }
    }
}
