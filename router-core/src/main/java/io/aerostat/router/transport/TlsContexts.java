package io.aerostat.router.transport;

import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.ServerTlsOptions.ClientCertificates;
import io.aerostat.router.listener.ServerTlsOptions.Identity;
import io.aerostat.router.listener.TlsException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Makes the TLS context of an endpoint, after checking that its files match. Blocks; not for event loops. */
final class TlsContexts {
    private TlsContexts() {}

    /**
     * Makes the context.
     *
     * @param http2 whether clients may choose HTTP/2
     */
    static SslContext server(ServerTlsOptions options, boolean http2) throws TlsException {
        CertificateByName certificates = new CertificateByName();
        add(certificates, "", options.first());
        for (int i = 0; i < options.further().size(); i++) {
            String item = "certificates[" + i + "].";
            Identity identity = options.further().get(i);
            if (CertificateByName.names(add(certificates, item, identity)).isEmpty()) {
                throw new TlsException(
                        item + "certificate",
                        identity.certificate(),
                        "has no DNS name (expected one, by which clients choose it)");
            }
        }
        SslContextBuilder builder = SslContextBuilder.forServer(certificates)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2");
        if (http2) {
            // A client that offers neither protocol, such as a RawSocket client, is accepted without a negotiated
            // protocol.
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1));
        }
        if (!options.ciphers().isEmpty()) {
            builder.ciphers(ciphers(options.ciphers()), SupportedCipherSuiteFilter.INSTANCE);
        }
        List<X509Certificate> authorities = new ArrayList<>();
        for (Path file : options.clientAuthorities()) {
            authorities.addAll(TlsFiles.certificates("ca_certificates", file));
        }
        if (options.clientCertificates() != ClientCertificates.IGNORED) {
            if (authorities.isEmpty()) {
                throw new TlsException("ca_certificates", "found none (expected those that sign client certificates)");
            }
            builder.trustManager(authorities)
                    .clientAuth(
                            options.clientCertificates() == ClientCertificates.REQUIRED
                                    ? ClientAuth.REQUIRE
                                    : ClientAuth.OPTIONAL);
        }
        try {
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException(
                    "tls",
                    reason(e) + " (found certificate " + options.certificate() + " and key " + options.key() + ")");
        }
    }

    /**
     * Adds a certificate and returns it.
     *
     * @param item the part of the configuration, for errors
     */
    private static X509Certificate add(CertificateByName certificates, String item, Identity identity)
            throws TlsException {
        PrivateKey key = TlsFiles.privateKey(item + "key", identity.key());
        List<X509Certificate> chain = CertificateChain.read(item, identity);
        checkPair(item, identity, key, chain.get(0).getPublicKey());
        certificates.add(key, chain);
        return chain.get(0);
    }

    /** Returns the reason of a failure. Netty's own message says only what Netty was trying to do. */
    private static String reason(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage() == null ? failure.getMessage() : cause.getMessage());
    }

    /**
     * Checks that the private key belongs to the certificate. Otherwise only the first client would notice a mismatch.
     */
    private static void checkPair(String item, Identity identity, PrivateKey key, PublicKey publicKey)
            throws TlsException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] probe = {1, 2, 3, 4};
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(probe);
            if (verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    item + "key",
                    identity.key(),
                    "does not fit the certificate " + identity.certificate() + " (" + e.getMessage() + ")");
        }
        throw new TlsException(item + "key", identity.key(), "does not fit the certificate " + identity.certificate());
    }

    private static List<String> ciphers(List<String> names) throws TlsException {
        List<String> known = supported();
        List<String> ciphers = new ArrayList<>();
        for (String name : names) {
            String suite = name.startsWith("TLS_") ? name : ofOpenSsl(name);
            if (known.contains(suite)) {
                ciphers.add(suite);
            }
        }
        if (ciphers.isEmpty()) {
            throw new TlsException("ciphers", "found " + names + " (expected at least one that this JDK knows)");
        }
        return ciphers;
    }

    private static List<String> supported() throws TlsException {
        try {
            SSLParameters parameters = SSLContext.getDefault().getSupportedSSLParameters();
            return Arrays.asList(parameters.getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new TlsException("tls", "this JDK has none (" + e.getMessage() + ")");
        }
    }

    /**
     * Returns the JDK's name for a cipher suite of OpenSSL, for example {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
     * for {@code ECDHE-RSA-AES128-GCM-SHA256}.
     */
    private static String ofOpenSsl(String name) {
        String suite = name.toUpperCase(Locale.ROOT)
                .replace("AES128-GCM", "AES_128_GCM")
                .replace("AES256-GCM", "AES_256_GCM")
                .replace("AES128-", "AES_128_CBC-")
                .replace("AES256-", "AES_256_CBC-")
                .replace("CHACHA20-POLY1305", "CHACHA20_POLY1305_SHA256")
                .replace("-AES", "-WITH_AES")
                .replace("-CHACHA", "-WITH_CHACHA")
                .replace('-', '_');
        return "TLS_" + (suite.startsWith("AES") ? "RSA_WITH_" : "") + suite;
    }
}
